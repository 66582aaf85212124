export { checkHints, checkImmich, type ImmichCheck, type MoreReading } from './check-immich.ts';
export { createImmichSource, type ImmichSource } from './immich-source.ts';
export type { PathMapCheck } from './local-originals/check-path-map.ts';
export type { PathMapping } from './local-originals/mapped-path.ts';
export type { ImmichOptions } from './options.ts';
export { type ParsedSearches, parseSearches } from './searches/parse-searches.ts';
export type { SavedSearch, SearchQuery, SearchTerms, SmartQuery, TermQuery } from './searches/saved-search.ts';
