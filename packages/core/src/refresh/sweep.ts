import type { CatalogEntry } from '../ports/listing.ts';

/** A moment on both of a clock's scales. */
export interface Moment {
  readonly now: number;
  readonly elapsed: number;
}

/** Decides which listings are read again although their group looks unchanged: what revisions miss is put right so. */
export interface Sweep {
  /** The listings that are due now, the longest unread first; so few that a whole sweep takes the whole interval. */
  due(entries: Iterable<CatalogEntry>, at: Moment): readonly CatalogEntry[];
  /** A listing was found to be right. */
  verified(groupId: string, at: Moment): void;
}

/** How long ago a listing was read. One from the future was read before the clock was set back: nobody knows when. */
function ageOf({ listing }: CatalogEntry, { now }: Moment): number {
  const age = now - (listing?.readAt ?? 0);
  return age < 0 ? Number.POSITIVE_INFINITY : age;
}

const oldestFirst = (a: { age: number }, b: { age: number }): number => (a.age === b.age ? 0 : b.age - a.age);

export function createSweep(intervalMs: number): Sweep {
  /** In elapsed time: a clock that is set must neither end a sweep nor begin all of it at once. */
  const verifiedAt = new Map<string, number>();
  let checkedAt: number | undefined;
  /** Listings that may be read, in fractions: what one check leaves over counts for the next. */
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
