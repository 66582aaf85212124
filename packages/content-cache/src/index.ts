export { type ContentCache, createCachedSource, createContentCache } from './cached-source.ts';
export type { CacheOptions } from './options.ts';
