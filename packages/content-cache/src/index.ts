export { createCachedSource } from './cached-source.ts';
export type { CacheOptions, ClosableSource } from './options.ts';
