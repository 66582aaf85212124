export { checkImmich, type ImmichCheck } from './check-immich.ts';
export { createImmichSource, type ImmichSource } from './immich-source.ts';
export type { ImmichOptions, PathMapping } from './options.ts';
