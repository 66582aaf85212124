declare global {
  /** The part of the platform's AbortSignal that the core uses; it merges with the platform's own declaration. */
  interface AbortSignal {
    readonly aborted: boolean;
    throwIfAborted(): void;
    addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
    removeEventListener(type: 'abort', listener: () => void): void;
  }
}

/** Time as a port, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. It jumps when the system clock is set. */
  now(): number;
  /** Milliseconds since an arbitrary moment, never backwards, to measure durations. */
  elapsed(): number;
  /** Resolves after the given milliseconds, or at once when the signal aborts. 0 yields to waiting work. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to and without 1, for jitter. */
  random(): number;
}
