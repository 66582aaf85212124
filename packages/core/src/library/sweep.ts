import type { CatalogEntry } from '../ports/listing.ts';

/** Decides which listings are read again although their group looks unchanged: what revisions miss is put right so. */
export interface Sweep {
  /** The listings that are due now, the longest unread first; so few that a whole sweep takes the whole interval. */
  due(entries: Iterable<CatalogEntry>, now: number): readonly CatalogEntry[];
  /** A listing was found to be right. */
  verified(groupId: string, now: number): void;
}

export function createSweep(intervalMs: number): Sweep {
  const verifiedAt = new Map<string, number>();
  let checkedAt: number | undefined;
  /** Listings that may be read, in fractions: what one check leaves over counts for the next. */
  let allowance = 0;
  const ageSince = ({ group, listing }: CatalogEntry): number =>
    Math.max(listing?.readAt ?? 0, verifiedAt.get(group.id) ?? Number.NEGATIVE_INFINITY);

  return {
    due(all, now) {
      const entries = [...all].filter(({ listing }) => listing !== undefined);
      const passed = Math.min(now - (checkedAt ?? now), intervalMs);
      checkedAt = now;
      allowance = Math.min(allowance + (entries.length * passed) / intervalMs, entries.length);
      const old = entries.filter((entry) => now - ageSince(entry) >= intervalMs);
      const due = old.toSorted((a, b) => ageSince(a) - ageSince(b)).slice(0, Math.floor(allowance));
      allowance -= due.length;
      return due;
    },
    verified(groupId, now) {
      verifiedAt.set(groupId, now);
    },
  };
}
