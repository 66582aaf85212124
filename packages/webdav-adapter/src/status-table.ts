import type { ErrorCode } from '@immich-webdav/core';

/** The HTTP status of every error of the tree (RFC 9110 section 15, RFC 4918 section 11). A new code does not compile without one. */
export const statusTable: Readonly<Record<ErrorCode, number>> = {
  'not-found': 404,
  unauthenticated: 401,
  forbidden: 403,
  'not-supported': 405,
  'already-exists': 409,
  conflict: 409,
  'invalid-name': 400,
  'range-not-satisfiable': 416,
  'rate-limited': 429,
  'insufficient-storage': 507,
  unavailable: 503,
  timeout: 504,
  'bad-response': 502,
};
