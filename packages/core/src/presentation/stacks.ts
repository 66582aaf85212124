import { singleFlight } from '../base/concurrency.ts';
import { createDigest } from '../base/digest.ts';
import { eachInSlices } from '../base/slices.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { Stack } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';

/** Which assets are stacked. */
export interface Stacks {
  /** Another text for other stacks; none while they are not known. */
  readonly version: string;
  /** The asset that stands for it; undefined for one that is not stacked, or that stands for others. */
  primaryOf(assetId: string): string | undefined;
  /** From the source, where it has any. */
  refresh(): Promise<void>;
  /** Resolves once they are known, or after a few seconds: files must not be in one place after a restart and then in another. */
  know(): Promise<void>;
}

const patienceMs = 5000;

interface Known {
  /** By whatever is behind another: that one. */
  readonly primaries: ReadonlyMap<string, string>;
  /** The same text for the same stacks, also after a restart. */
  readonly version: string;
}

/** What stands for others is behind nobody, whatever the library says. */
async function knowBy(stacks: readonly Stack[], turns: Pick<Clock, 'sleep'>): Promise<Known> {
  const standing = new Set(stacks.map(({ primaryId }) => primaryId));
  const primaries = new Map<string, string>();
  const digest = createDigest();
  const add = ({ primaryId, assetIds }: Stack): void => {
    for (const id of assetIds) {
      if (standing.has(id)) continue;
      primaries.set(id, primaryId);
      digest.add(`${id} ${primaryId}`);
    }
  };
  await eachInSlices(stacks, add, turns);
  return { primaries, version: digest.hex() };
}

export function createStacks(
  { source, stackStore, clock, signal }: Pick<LibraryContext, 'source' | 'stackStore' | 'clock' | 'signal'>,
  isWanted: boolean,
): Stacks {
  let known: Known = { primaries: new Map(), version: '' };
  let last: readonly Stack[] | undefined;
  /** What was known before a restart. */
  const restore = singleFlight(async () => {
    const kept = known.version === '' ? await stackStore.read() : undefined;
    const before = kept && (await knowBy(kept, clock));
    if (before && !last) known = before;
  });
  const refresh = singleFlight(async () => {
    if (!isWanted) return;
    await restore();
    const stacks = await source.stacks?.list({ background: true, signal });
    if (!stacks || stacks === last) return;
    const now = await knowBy(stacks, clock);
    last = stacks;
    if (now.version === known.version) return;
    known = now;
    await stackStore.write(stacks);
  });
  let first: Promise<unknown> | undefined;
  return {
    get version() {
      return known.version;
    },
    primaryOf: (id) => known.primaries.get(id),
    refresh,
    async know() {
      if (!isWanted || known.version !== '' || !source.stacks) return;
      await restore();
      if (known.version !== '') return;
      // Whether it fails is told by whoever refreshes.
      first ??= Promise.race([refresh().catch(() => {}), clock.sleep(patienceMs, signal)]);
      await first;
    },
  };
}
