/** A search under a name of its own. */
export interface SavedSearch {
  /** Unique among the searches. */
  readonly name: string;
  readonly query: SearchQuery;
}

/** A smart search, or terms for metadata. */
export type SearchQuery = SmartQuery | TermQuery;

/** A search by what is on the picture; needs machine learning in Immich. */
export interface SmartQuery {
  readonly smart: string;
}

/** A search by terms that all have to hold. */
export interface TermQuery {
  readonly terms: SearchTerms;
}

/** All of them have to hold. Texts are as in Immich's own search. */
export interface SearchTerms {
  readonly type?: 'IMAGE' | 'VIDEO';
  readonly city?: string;
  readonly state?: string;
  readonly country?: string;
  readonly make?: string;
  readonly model?: string;
  readonly lensModel?: string;
  readonly isFavorite?: boolean;
  /** Stars, 1 to 5. */
  readonly rating?: number;
  /** A part of the file's name. */
  readonly originalFileName?: string;
  /** A part of the path on Immich's host. */
  readonly originalPath?: string;
  /** A part of the description. */
  readonly description?: string;
  /** Local time, as if it were UTC, in milliseconds since 1970-01-01T00:00Z; itself included. */
  readonly takenFrom?: number;
  /** The same; itself not included. */
  readonly takenBefore?: number;
  /** Bytes; itself not included. */
  readonly sizeAbove?: number;
  readonly sizeBelow?: number;
}

export const isSmart = (query: SearchQuery): query is SmartQuery => 'smart' in query;
