import type { AssetGroup } from '../ports/asset-source.ts';
import type { LibraryContext } from './context.ts';

/** Tells of albums that were chosen and are not there; again only when they are others. */
export function createMissingAlbums({
  albumIds,
  observer,
}: Pick<LibraryContext, 'albumIds' | 'observer'>): (found: readonly AssetGroup[]) => void {
  let last = '';
  return (found) => {
    const ids = new Set(found.map(({ id }) => id));
    const missing = [...albumIds].filter((id) => !ids.has(id));
    if (missing.join() !== last && missing.length > 0) observer.albumsMissing?.(missing);
    last = missing.join();
  };
}
