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
      primaries = new Map(
        stacks.flatMap(({ primaryId, assetIds }) =>
          assetIds.filter((id) => id !== primaryId).map((id) => [id, primaryId] as const),
        ),
      );
    },
  };
}
