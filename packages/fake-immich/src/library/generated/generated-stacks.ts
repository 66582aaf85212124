import type { GeneratedAssets } from '../asset-store.ts';
import type { Stack } from '../records.ts';
import type { Variety } from './variety.ts';

/** Stacks that follow a formula. */
export interface GeneratedStacks {
  by(id: string): Stack | undefined;
  all(): Iterable<Stack>;
}

/** Each of a picture and the RAW file that comes after it. */
export function createGeneratedStacks(
  ownerId: string,
  assets: GeneratedAssets | undefined,
  variety: Variety | undefined,
): GeneratedStacks {
  const at = (index: number): Stack | undefined => {
    const [primary, raw] = [assets?.peek(index), assets?.peek(index + 1)];
    if (!primary || !raw || primary.stackId === null) return undefined;
    return { id: primary.stackId, ownerId, primaryAssetId: primary.id, assetIds: [primary.id, raw.id] };
  };
  return {
    by: (id) => {
      const index = variety?.stackAt(id);
      return index === undefined ? undefined : at(index);
    },
    *all() {
      for (const index of variety?.stackIndexes() ?? []) {
        const stack = at(index);
        if (stack) yield stack;
      }
    },
  };
}
