import type { Asset, Rendition } from '../ports/asset.ts';

/** A rendition of some assets of a group that is shown. */
export interface Wanted {
  readonly groupId: string;
  readonly rendition: Rendition;
  readonly isWanted: (asset: Asset) => boolean;
  /** Of how many it was not known when its folder was made. */
  readonly missing: number;
}

/** What is to be learnt, each rendition of a group once. */
export interface ProbeQueue {
  readonly length: number;
  /** By what makes it the same. */
  keys(): readonly string[];
  /** Before all others: somebody looks at it. */
  add(wanted: Wanted): void;
  /** Takes the first one out. */
  next(): Wanted | undefined;
  /** Behind all others, unless somebody asked for it again meanwhile. */
  putBack(wanted: Wanted): void;
}

export const keyOf = ({ rendition, groupId }: Wanted): string => `${rendition} ${groupId}`;

export function createProbeQueue(): ProbeQueue {
  /** The first one is at the end. */
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
