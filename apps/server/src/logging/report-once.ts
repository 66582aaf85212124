/** Decides whether something is logged as new, or is a repetition. */
export interface ReportOnce<Key> {
  /** True for the first call with a key. Later calls return false until `reset`, or until the quiet time has passed. */
  isNew(key: Key): boolean;
  /** Forgets all keys. True if there were any. */
  reset(): boolean;
}

export interface ReportOnceOptions {
  /** Milliseconds after which a key counts as new again; unlimited by default. */
  readonly quietMs?: number;
  /** Milliseconds of a monotonic clock. */
  readonly elapsed?: () => number;
}

export function createReportOnce<Key>({
  quietMs = Number.POSITIVE_INFINITY,
  elapsed = () => performance.now(),
}: ReportOnceOptions = {}): ReportOnce<Key> {
  const reportedAt = new Map<Key, number>();
  return {
    isNew(key) {
      const now = elapsed();
      const last = reportedAt.get(key);
      if (last !== undefined && now - last < quietMs) return false;
      reportedAt.set(key, now);
      return true;
    },
    reset() {
      const hadAny = reportedAt.size > 0;
      reportedAt.clear();
      return hadAny;
    },
  };
}
