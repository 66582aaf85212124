import type { CatalogEntry } from '../ports/listing.ts';

/** A moment on both of a clock's scales. */
export interface Moment {
  readonly now: number;
  readonly elapsed: number;
}

/** Selects listings to read again although the revision of their group is unchanged, to correct changes that revisions miss. */
export interface Sweep {
  /** The listings that are due, oldest first; few enough that a sweep of all listings takes a whole interval. */
  due(entries: Iterable<CatalogEntry>, at: Moment): readonly CatalogEntry[];
  /** Records that a listing was read again. */
  verified(groupId: string, at: Moment): void;
}

/** Milliseconds since a listing was read; infinite for a time in the future, which an earlier clock setting left. */
function ageOf({ listing }: CatalogEntry, { now }: Moment): number {
  const age = now - (listing?.readAt ?? 0);
  return age < 0 ? Number.POSITIVE_INFINITY : age;
}

const oldestFirst = (a: { age: number }, b: { age: number }): number => (a.age === b.age ? 0 : b.age - a.age);

export function createSweep(intervalMs: number): Sweep {
  /** In elapsed time, so that setting the clock neither ends a sweep nor makes every listing due. */
  const verifiedAt = new Map<string, number>();
  let checkedAt: number | undefined;
  /** Number of listings that may be read now; fractions carry over to the next call. */
  let allowance = 0;
  const age = (entry: CatalogEntry, at: Moment): number =>
    Math.min(ageOf(entry, at), at.elapsed - (verifiedAt.get(entry.group.id) ?? Number.NEGATIVE_INFINITY));

  return {
    due(all, at) {
      const entries = [...all].filter(({ listing }) => listing !== undefined);
      const passed = Math.min(at.elapsed - (checkedAt ?? at.elapsed), intervalMs);
      checkedAt = at.elapsed;
      allowance = Math.min(allowance + (entries.length * passed) / intervalMs, entries.length);
      const aged = entries.map((entry) => ({ entry, age: age(entry, at) }));
      const old = aged.filter((one) => one.age >= intervalMs).sort(oldestFirst);
      const due = old.slice(0, Math.floor(allowance)).map(({ entry }) => entry);
      allowance -= due.length;
      return due;
    },
    verified(groupId, { elapsed }) {
      verifiedAt.set(groupId, elapsed);
    },
  };
}
