import type { RefreshResult } from '../ports/library-observer.ts';
import { todayAt } from '../views/day.ts';

/** When the library is asked for changes. */
export interface RefreshPolicy {
  /** Milliseconds between two refreshes. */
  readonly intervalMs: number;
  /** Milliseconds in which every listing is read again, changed or not. */
  readonly sweepMs: number;
  /** What is shown depends on the day, so that a new one brings something else. */
  readonly changesDaily: boolean;
}

/** What came before. */
export interface LastRefresh {
  readonly result: RefreshResult;
  /** Refreshes in a row that were not complete. */
  readonly failures: number;
  readonly durationMs: number;
  /** When it began, in milliseconds since 1970-01-01T00:00Z: it saw that day, even if it ended on the next. */
  readonly beganAt: number;
}

const firstRetryMs = 60_000;
const longestRetryMs = 300_000;

/**
 * Milliseconds until the next refresh: the interval; after failures sooner than a long interval, then later and later, but for a few
 * groups never later than the interval; never sooner than the last one took, so that a slow library is asked half of the time at
 * most. Where folders depend on the day, it is not later than the beginning of the one after that which the last refresh saw.
 */
export function nextRefresh(policy: Omit<RefreshPolicy, 'sweepMs'>, last: LastRefresh, now: number): number {
  const regular = Math.max(last.result === 'complete' ? policy.intervalMs : retryAfter(policy, last), last.durationMs);
  return policy.changesDaily ? Math.min(regular, Math.max(0, todayAt(last.beganAt).endsAt - now)) : regular;
}

function retryAfter({ intervalMs }: Pick<RefreshPolicy, 'intervalMs'>, { result, failures }: LastRefresh): number {
  const retryMs = Math.min(intervalMs, firstRetryMs) * 2 ** Math.min(failures - 1, 10);
  return Math.min(retryMs, result === 'partial' ? intervalMs : Math.max(intervalMs, longestRetryMs));
}
