import type { LibraryContext } from '../catalog/context.ts';
import type { AssetGroup } from '../ports/asset-source.ts';

/** Tells the observer how far the reading of some groups has come; call the result for each that was read. */
export function createProgress(
  all: readonly AssetGroup[],
  { clock, observer }: LibraryContext,
): (read: AssetGroup) => void {
  const started = clock.elapsed();
  const groupsTotal = all.length;
  const assetsTotal = all.reduce((sum, { assetCount }) => sum + (assetCount ?? 0), 0);
  let groups = 0;
  let assets = 0;
  return ({ assetCount }) => {
    groups += 1;
    assets += assetCount ?? 0;
    observer.progressed?.({ groups, groupsTotal, assets, assetsTotal, durationMs: clock.elapsed() - started });
  };
}
