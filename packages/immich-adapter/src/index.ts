export { checkHints } from './check-hints.ts';
export { checkImmich, type ImmichCheck, type MoreReading } from './check-immich.ts';
export { createImmichSource, type ImmichSource } from './immich-source.ts';
export type { PathMapCheck } from './local-originals/check-path-map.ts';
export type { ImmichOptions, PathMapping } from './options.ts';
export { type ParsedSearches, parseSearches } from './searches/parse-searches.ts';
export type { SavedSearch, SearchQuery, SearchTerms, SmartQuery, TermQuery } from './searches/saved-search.ts';
