/** Codes of all errors that cross a port. Codes are stable across releases; messages are not. */
export type LibraryErrorCode =
  | 'not-found'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-supported'
  | 'already-exists'
  | 'conflict'
  | 'invalid-name'
  | 'range-not-satisfiable'
  | 'rate-limited'
  | 'insufficient-storage'
  | 'locked'
  | 'precondition-failed'
  | 'expired-token'
  | 'unsupported-media-type'
  | 'too-large'
  | 'bad-content'
  | 'unavailable'
  | 'timeout'
  | 'bad-response';

export interface LibraryErrorOptions {
  readonly cause?: unknown;
  /** Milliseconds until a retry makes sense, if the source said so. */
  readonly retryAfterMs?: number;
  /** With `range-not-satisfiable`: the true length of the whole in bytes, if the source said so. */
  readonly size?: number;
}

const brand = Symbol.for('@immich-webdav/core/LibraryError');

/** The only error that crosses a port. `message` is one sentence to act on and never holds a secret. */
export class LibraryError extends Error {
  override readonly name = 'LibraryError';
  readonly code: LibraryErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly size: number | undefined;

  constructor(code: LibraryErrorCode, message: string, options: LibraryErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    Object.defineProperty(this, brand, { value: true });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.size = options.size;
  }

  /** True for a LibraryError of any copy of this package, unlike `instanceof`. */
  static is(value: unknown): value is LibraryError {
    return typeof value === 'object' && value !== null && brand in value;
  }
}
