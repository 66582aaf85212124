export { checkImmich, type ImmichCheck, type MoreReading } from './check-immich.ts';
export { createImmichSource, type ImmichSource } from './immich-source.ts';
export type { ImmichOptions, PathMapping } from './options.ts';
export { type ParsedSearches, parseSearches } from './searches/parse-searches.ts';
export type { SavedSearch, SearchQuery, SearchTerms, SmartQuery, TermQuery } from './searches/saved-search.ts';
