export { createCachedSource } from './cached-source.ts';
export type { CacheOptions } from './options.ts';
