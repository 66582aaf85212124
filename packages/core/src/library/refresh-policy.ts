/** When the library is asked for changes. */
export interface RefreshPolicy {
  /** Milliseconds between two refreshes. */
  readonly intervalMs: number;
  /** Milliseconds in which every listing is read again, changed or not. */
  readonly sweepMs: number;
}

/** What came before. */
export interface LastRefresh {
  /** Refreshes in a row that did not wholly succeed. */
  readonly failures: number;
  readonly durationMs: number;
}

const firstRetryMs = 60_000;
const longestRetryMs = 300_000;

/**
 * Milliseconds until the next refresh: the interval; after failures sooner than a long interval, then later and later; never sooner
 * than the last one took, so that a slow library is asked half of the time at most.
 */
export function nextRefresh(
  { intervalMs }: Pick<RefreshPolicy, 'intervalMs'>,
  { failures, durationMs }: LastRefresh,
): number {
  if (failures === 0) return Math.max(intervalMs, durationMs);
  const retryMs = Math.min(intervalMs, firstRetryMs) * 2 ** Math.min(failures - 1, 10);
  return Math.max(Math.min(retryMs, Math.max(intervalMs, longestRetryMs)), durationMs);
}
