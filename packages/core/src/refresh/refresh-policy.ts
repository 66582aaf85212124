import type { RefreshResult } from '../ports/library-observer.ts';
import { todayAt } from '../views/day.ts';

/** When a library is refreshed. */
export interface RefreshPolicy {
  /** Milliseconds between two refreshes. */
  readonly intervalMs: number;
  /** Milliseconds in which every listing is read again, changed or not. */
  readonly sweepMs: number;
  /** Whether a view depends on the date. */
  readonly changesDaily: boolean;
}

/** Outcome of the last refresh. */
export interface LastRefresh {
  readonly result: RefreshResult;
  /** Number of consecutive refreshes that were not complete. */
  readonly failures: number;
  readonly durationMs: number;
  /** Start, in milliseconds since 1970-01-01T00:00Z: views show that date, even if the refresh ended after midnight. */
  readonly beganAt: number;
}

const firstRetryMs = 60_000;
const longestRetryMs = 300_000;

/**
 * Milliseconds until the next refresh: the interval, or after a failure a delay that doubles with each further one, capped by the
 * interval when only a few groups failed. At least as long as the last refresh took, so that a slow library is busy half of the time
 * at most. With views that change daily, at most until the end of the day on which the last refresh began.
 */
export function nextRefresh(policy: Omit<RefreshPolicy, 'sweepMs'>, last: LastRefresh, now: number): number {
  const regular = Math.max(last.result === 'complete' ? policy.intervalMs : retryAfter(policy, last), last.durationMs);
  return policy.changesDaily ? Math.min(regular, Math.max(0, todayAt(last.beganAt).endsAt - now)) : regular;
}

function retryAfter({ intervalMs }: Pick<RefreshPolicy, 'intervalMs'>, { result, failures }: LastRefresh): number {
  const retryMs = Math.min(intervalMs, firstRetryMs) * 2 ** Math.min(failures - 1, 10);
  return Math.min(retryMs, result === 'partial' ? intervalMs : Math.max(intervalMs, longestRetryMs));
}
