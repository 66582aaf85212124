import type { LibraryErrorCode } from '@immich-webdav/core';

type StatusTable = Readonly<Record<LibraryErrorCode, number>>;

/** Where an error came up: while a client was let in, or in the tree that it then got. */
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
  unavailable: 503,
  timeout: 504,
  'bad-response': 502,
};

/**
 * The HTTP status of every error (RFC 9110 section 15, RFC 4918 section 11). A new code does not compile without one. What the
 * library refuses to the tree is the server's own key, and its patience is with the server: no password of the client's would
 * help, nor did it ask too often. What that key may not read is forbidden all the same: to come again soon would not help. What the
 * library cannot do at present is nothing about the client's method.
 */
export const statusTables: Readonly<Record<ErrorOrigin, StatusTable>> = {
  admission,
  tree: { ...admission, unauthenticated: 503, 'not-supported': 503, 'rate-limited': 503 },
};
