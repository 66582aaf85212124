import { LibraryError } from '@immich-webdav/core';
import { messageOf } from './message-of.ts';

/** What a log says of an error. */
export interface ErrorDescription {
  readonly message: string;
  /** Of a `LibraryError` or of Node, e.g. `unavailable` or `ECONNREFUSED`. */
  readonly code?: string;
  /** Only for what should not have happened: anything but a `LibraryError`. */
  readonly stack?: string;
  readonly cause?: ErrorDescription;
}

/** Deeper causes say nothing new, and a cause could be its own. */
const DEEPEST_CAUSE = 3;

/** Picks what is known to be harmless: an HTTP client's errors may carry whole requests, with their keys. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const stack = LibraryError.is(error) || depth > 0 || !error.stack ? {} : { stack: error.stack };
  const hasCause = error.cause !== undefined && depth < DEEPEST_CAUSE;
  const cause = hasCause ? { cause: describeError(error.cause, depth + 1) } : {};
  return { message: messageOf(error), ...code, ...stack, ...cause };
}
