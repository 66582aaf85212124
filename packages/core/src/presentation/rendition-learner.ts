import type { LibraryContext } from '../library/context.ts';
import { createPause } from '../library/pause.ts';
import { inParallel } from '../library/pool.ts';
import type { Asset, Rendition, RenditionFacts } from '../ports/asset.ts';
import type { RenditionBook } from './rendition-book.ts';

/** A rendition of some assets of a group that is shown. */
export interface Wanted {
  readonly groupId: string;
  readonly rendition: Rendition;
  readonly isWanted: (asset: Asset) => boolean;
}

/** Asks the library for what is not known of renditions, one after the other, in the background. */
export interface RenditionLearner {
  /**
   * Learns what is missing, some time; what was asked for last comes first, since somebody looks at it. Resolves when that is done,
   * or after a few seconds, and at once when somebody waited for the same before: rclone takes a length that is not told for 0.
   */
  learn(wanted: Wanted): Promise<void>;
  /** Learns until the library stops. */
  run(): Promise<void>;
  /** Ends a wait. */
  readonly wake: () => void;
}

/** Questions at the same time. */
const width = 2;
/** Learnt before it is kept, and seen by clients. */
const batch = 100;
const waitMs = 3_600_000;
/** A folder of some hundreds is learnt by then. */
const patienceMs = 5000;

export function createRenditionLearner(book: RenditionBook, context: LibraryContext): RenditionLearner {
  const { source, store, clock, observer, signal } = context;
  const queue = new Map<string, Wanted>();
  const waiting = new Map<string, () => void>();
  const waitedFor = new Set<string>();
  const pause = createPause(clock);
  let isRunning = false;

  async function missing({ groupId, rendition, isWanted }: Wanted): Promise<readonly Asset[]> {
    const listing = await store.readListing(groupId);
    const wanted = listing?.members.map(({ asset }) => asset).filter(isWanted) ?? [];
    const known = await book.read(rendition, wanted);
    return wanted.filter(({ id }) => !known.has(id));
  }

  async function describe(rendition: Rendition, assets: readonly Asset[]): Promise<Map<Asset, RenditionFacts>> {
    const learnt = new Map<Asset, RenditionFacts>();
    await inParallel(assets, width, async (asset) => {
      if (signal.aborted) return;
      // What cannot be learnt now is asked again when its folder is made again.
      const facts = await source.describe?.(asset, rendition, { background: true, signal }).catch(() => undefined);
      if (facts) learnt.set(asset, facts);
    });
    return learnt;
  }

  async function learnAll(wanted: Wanted): Promise<void> {
    const { groupId, rendition } = wanted;
    const assets = await missing(wanted);
    for (let first = 0; first < assets.length && !signal.aborted; first += batch) {
      const learnt = await describe(rendition, assets.slice(first, first + batch));
      if (learnt.size > 0) await book.write(groupId, rendition, learnt);
      const done = Math.min(first + batch, assets.length);
      observer.renditionsLearnt?.({ rendition, done, total: assets.length, foldersLeft: queue.size });
    }
  }

  return {
    async learn(wanted) {
      if (!source.describe) return;
      const key = `${wanted.rendition} ${wanted.groupId}`;
      queue.delete(key);
      queue.set(key, wanted);
      pause.wake();
      if (!isRunning || waitedFor.has(key)) return;
      waitedFor.add(key);
      const done = new Promise<void>((resolve) => waiting.set(key, resolve));
      await Promise.race([done, clock.sleep(patienceMs, signal)]);
    },
    wake: pause.wake,
    async run() {
      isRunning = true;
      while (source.describe && !signal.aborted) {
        const [key, wanted] = [...queue].at(-1) ?? [];
        if (key === undefined || wanted === undefined) await pause.wait(waitMs);
        else {
          queue.delete(key);
          await learnAll(wanted);
          waiting.get(key)?.();
          waiting.delete(key);
        }
      }
    },
  };
}
