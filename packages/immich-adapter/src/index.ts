export { checkHints, checkImmich, checkServer, type ImmichCheck, type MoreUse } from './check-immich.ts';
export type { ImmichCredentials } from './http/connection.ts';
export { createRequestQueue, type RequestQueue } from './http/request-queue.ts';
export { createImmichSource, type ImmichSource } from './immich-source.ts';
export type { PathMapCheck } from './local-originals/check-path-map.ts';
export type { PathMapping } from './local-originals/mapped-path.ts';
export { createImmichLogIn, type ImmichLogIn, type ImmichLogInOptions, type ImmichSession } from './log-in/log-in.ts';
export type { ImmichOptions } from './options.ts';
export { type ParsedSearches, parseSearches } from './searches/parse-searches.ts';
export type { SavedSearch, SearchQuery, SearchTerms, SmartQuery, TermQuery } from './searches/saved-search.ts';
export { createLinkSource, type LinkSourceOptions } from './shared-links/link-source.ts';
export {
  createImmichLinks,
  type ImmichLink,
  type ImmichLinks,
  type ImmichLinksOptions,
} from './shared-links/open-link.ts';
