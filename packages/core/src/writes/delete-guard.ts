const windowMs = 60_000;
/** A burst goes on for so long after its last delete even where deletes are carried out at once. */
const shortestQuietMs = 10_000;
const largeFrom = 50;
const largeShare = 0.1;

/** Counts the deletes of one principal, to notice a burst that no person meant. */
export interface DeleteGuard {
  /** Counts a delete from a collection of so many members; true when it makes too many. */
  count(collectionId: string, memberCount: number | undefined, now: number): boolean;
  /** Counting starts again. */
  reset(): void;
}

/**
 * Trips at more than `most` deletes in a minute, or more than a tenth of a collection of 50 members or more. A quiet time of `delayMs`
 * ends a burst: its deletes were carried out.
 */
export function createDeleteGuard(most: number, delayMs: number): DeleteGuard {
  let burst: { readonly collectionId: string; readonly at: number }[] = [];
  /** The most members that a collection had in this burst: each delete hides one. */
  const sizes = new Map<string, number>();
  let lastAt = Number.NEGATIVE_INFINITY;

  function reset(): void {
    burst = [];
    sizes.clear();
  }
  return {
    count(collectionId, memberCount = 0, now) {
      if (most === 0) return false;
      if (now - lastAt >= Math.max(delayMs, shortestQuietMs)) reset();
      lastAt = now;
      burst = burst.filter(({ at }) => now - at < windowMs);
      burst.push({ collectionId, at: now });
      const size = Math.max(memberCount, sizes.get(collectionId) ?? 0);
      sizes.set(collectionId, size);
      const ofCollection = burst.filter((one) => one.collectionId === collectionId).length;
      return burst.length > most || (size >= largeFrom && ofCollection > size * largeShare);
    },
    reset,
  };
}
