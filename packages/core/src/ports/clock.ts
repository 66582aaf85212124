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
