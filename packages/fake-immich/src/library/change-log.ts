/** Which assets changed, so that what was derived from all of them need not be derived again for one. */
export interface ChangeLog {
  /** Rises with every change of an asset or of its membership in an album. */
  readonly revision: number;
  /** Notes that what is derived from an asset may be stale. */
  note(index: number): void;
  /** The assets that changed after a revision, each once; undefined: too many to tell. */
  since(revision: number): readonly number[] | undefined;
}

const MOST_KEPT = 4096;

/** A log that remembers the latest changes. */
export function createChangeLog(): ChangeLog {
  let kept: number[] = [];
  let forgotten = 0;
  return {
    get revision() {
      return forgotten + kept.length;
    },
    note: (index) => {
      kept.push(index);
      if (kept.length <= MOST_KEPT) return;
      forgotten += MOST_KEPT / 2;
      kept = kept.slice(MOST_KEPT / 2);
    },
    since: (revision) => (revision < forgotten ? undefined : [...new Set(kept.slice(revision - forgotten))]),
  };
}
