import { singleFlight } from '../base/concurrency.ts';
import { createDigest } from '../base/digest.ts';
import { eachInSlices } from '../base/slices.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { Stack } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';

/** Which assets are stacked. */
export interface Stacks {
  /** Opaque fingerprint of all stacks, stable across restarts; empty until the first read. */
  readonly fingerprint: string;
  /** The primary of an asset's stack; undefined for an asset that is not stacked, or is a primary itself. */
  primaryOf(assetId: string): string | undefined;
  /** Reads the stacks from the source, if it has any. */
  refresh(): Promise<void>;
  /** Resolves once stacks are read, or after a few seconds, so that files do not change places after a restart. */
  ensure(): Promise<void>;
}

const patienceMs = 5000;

interface StackIndex {
  /** By the id of each stacked asset that is no primary. */
  readonly primaries: ReadonlyMap<string, string>;
  readonly fingerprint: string;
}

/** A primary is never behind another asset, even where the library lists it in two stacks. */
async function indexStacks(stacks: readonly Stack[], clock: Pick<Clock, 'sleep'>): Promise<StackIndex> {
  const primaryIds = new Set(stacks.map(({ primaryId }) => primaryId));
  const primaries = new Map<string, string>();
  const digest = createDigest();
  const add = ({ primaryId, assetIds }: Stack): void => {
    for (const id of assetIds) {
      if (primaryIds.has(id)) continue;
      primaries.set(id, primaryId);
      digest.add(`${id} ${primaryId}`);
    }
  };
  await eachInSlices(stacks, add, clock);
  return { primaries, fingerprint: digest.hex() };
}

export function createStacks(
  { source, stackStore, clock, signal }: Pick<LibraryContext, 'source' | 'stackStore' | 'clock' | 'signal'>,
  isWanted: boolean,
): Stacks {
  let index: StackIndex = { primaries: new Map(), fingerprint: '' };
  let last: readonly Stack[] | undefined;
  /** The stacks from before a restart. */
  const restore = singleFlight(async () => {
    const stored = index.fingerprint === '' ? await stackStore.read() : undefined;
    const before = stored && (await indexStacks(stored, clock));
    if (before && !last) index = before;
  });
  const refresh = singleFlight(async () => {
    if (!isWanted) return;
    await restore();
    const stacks = await source.stacks?.list({ background: true, signal });
    if (!stacks || stacks === last) return;
    const now = await indexStacks(stacks, clock);
    last = stacks;
    if (now.fingerprint === index.fingerprint) return;
    index = now;
    await stackStore.write(stacks);
  });
  let first: Promise<unknown> | undefined;
  return {
    get fingerprint() {
      return index.fingerprint;
    },
    primaryOf: (id) => index.primaries.get(id),
    refresh,
    async ensure() {
      if (!isWanted || index.fingerprint !== '' || !source.stacks) return;
      await restore();
      if (index.fingerprint !== '') return;
      // A failure is reported by the refresh.
      first ??= Promise.race([refresh().catch(() => {}), clock.sleep(patienceMs, signal)]);
      await first;
    },
  };
}
