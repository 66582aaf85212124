import type { Asset, Rendition } from '../ports/asset.ts';

/** A rendition of some assets of a group, which a collection shows without metadata. */
export interface Wanted {
  readonly groupId: string;
  readonly rendition: Rendition;
  readonly isWanted: (asset: Asset) => boolean;
  /** Assets without metadata when the collection was made. */
  readonly missing: number;
}

/** Metadata to fetch, each rendition of a group once. */
export interface ProbeQueue {
  readonly length: number;
  keys(): readonly string[];
  /** Puts a request before all others. */
  add(wanted: Wanted): void;
  /** Removes and returns the first request. */
  next(): Wanted | undefined;
  /** Puts a request behind all others, unless it was added again meanwhile. */
  putBack(wanted: Wanted): void;
}

/** Equal for the same rendition of the same group. */
export const keyOf = ({ rendition, groupId }: Wanted): string => `${rendition} ${groupId}`;

export function createProbeQueue(): ProbeQueue {
  /** The first request is at the end. */
  let queue = new Map<string, Wanted>();
  return {
    get length() {
      return queue.size;
    },
    keys: () => [...queue.keys()],
    add(wanted) {
      queue.delete(keyOf(wanted));
      queue.set(keyOf(wanted), wanted);
    },
    next() {
      const first = [...queue.values()].at(-1);
      if (first) queue.delete(keyOf(first));
      return first;
    },
    putBack(wanted) {
      const key = keyOf(wanted);
      if (!queue.has(key)) queue = new Map([[key, wanted], ...queue]);
    },
  };
}
