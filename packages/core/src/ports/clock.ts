/** Time as the core sees it, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. It may jump: somebody sets it, or a machine without a battery finds out the date. */
  now(): number;
  /** Milliseconds since some moment in the past. It only moves forward, as fast as time does: for how long something took. */
  elapsed(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts; 0 lets waiting work go first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to and without 1, for jitter. */
  random(): number;
}
