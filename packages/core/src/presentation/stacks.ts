import type { LibraryContext } from '../library/context.ts';
import type { Stack } from '../ports/asset-source.ts';

/** Which assets are stacked. */
export interface Stacks {
  /** Grows with every change. */
  readonly version: number;
  /** The asset that stands for it; undefined for one that is not stacked, or that stands for others. */
  primaryOf(assetId: string): string | undefined;
  /** From the source, where it has any. */
  refresh(): Promise<void>;
}

/** By the one that stands for it, whatever is behind another; what stands for others is behind nobody. */
function behindOthers(stacks: readonly Stack[]): Map<string, string> {
  const standing = new Set(stacks.map(({ primaryId }) => primaryId));
  const primaries = new Map<string, string>();
  for (const { primaryId, assetIds } of stacks)
    for (const id of assetIds) if (!standing.has(id)) primaries.set(id, primaryId);
  return primaries;
}

export function createStacks({ source, signal }: Pick<LibraryContext, 'source' | 'signal'>, isWanted: boolean): Stacks {
  let version = 0;
  let last: readonly Stack[] | undefined;
  let primaries = new Map<string, string>();
  return {
    get version() {
      return version;
    },
    primaryOf: (id) => primaries.get(id),
    async refresh() {
      if (!isWanted) return;
      const stacks = await source.listStacks?.({ background: true, signal });
      if (!stacks || stacks === last) return;
      last = stacks;
      version += 1;
      primaries = behindOthers(stacks);
    },
  };
}
