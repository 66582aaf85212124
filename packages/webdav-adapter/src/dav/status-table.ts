import type { LibraryErrorCode } from '@immich-webdav/core';

type StatusTable = Readonly<Record<LibraryErrorCode, number>>;

/** Where an error occurred: while the request was authenticated, or in the tree of its session. */
export type ErrorOrigin = 'admission' | 'tree';

const admission: StatusTable = {
  'not-found': 404,
  unauthenticated: 401,
  forbidden: 403,
  'not-supported': 403,
  'already-exists': 409,
  conflict: 409,
  'invalid-name': 400,
  'range-not-satisfiable': 416,
  'rate-limited': 429,
  'insufficient-storage': 507,
  locked: 423,
  'precondition-failed': 412,
  // RFC 6578 section 3.7 answers a stale sync token with 403 and the condition `DAV:valid-sync-token`.
  'expired-token': 403,
  'unsupported-media-type': 415,
  'too-large': 413,
  'bad-content': 400,
  unavailable: 503,
  timeout: 504,
  'bad-response': 502,
};

/**
 * The HTTP status of every error code (RFC 9110 section 15, RFC 4918 section 11); a new code without one does not compile. Errors of the
 * tree concern the server's own access to the library: `unauthenticated` and `rate-limited` are 503 because other credentials or
 * fewer requests of the client would not help, and `not-supported` because another method would not. `forbidden` stays 403, because
 * a retry would not help either.
 */
export const statusTables: Readonly<Record<ErrorOrigin, StatusTable>> = {
  admission,
  tree: { ...admission, unauthenticated: 503, 'not-supported': 503, 'rate-limited': 503 },
};
