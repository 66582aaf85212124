/** Every way in which the library or the tree can refuse. Codes are stable across releases; messages are not. */
export type ErrorCode =
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
  | 'unavailable'
  | 'timeout'
  | 'bad-response';

export interface TreeErrorOptions {
  readonly cause?: unknown;
  /** When to try again, in milliseconds from now, where the source said so. */
  readonly retryAfterMs?: number;
  /** With `range-not-satisfiable`: the true length of the whole in bytes, where the source said so. */
  readonly size?: number;
}

const brand = Symbol.for('@immich-webdav/core/TreeError');

/** The only error that crosses a port. `message` is one sentence that a person can act on and never holds a secret. */
export class TreeError extends Error {
  override readonly name = 'TreeError';
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly size: number | undefined;

  constructor(code: ErrorCode, message: string, options: TreeErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    Object.defineProperty(this, brand, { value: true });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.size = options.size;
  }

  /** True for a TreeError of any copy of this package, unlike `instanceof`. */
  static is(value: unknown): value is TreeError {
    return typeof value === 'object' && value !== null && brand in value;
  }
}
