import { createReportOnce } from '../base/report-once.ts';
import { withRetries } from '../base/retry.ts';
import type { LibraryError } from '../errors/library-error.ts';
import type { AssetGroup, GroupKind } from '../ports/asset-group.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { isSourceKind, treatmentOf } from './kinds.ts';

/** Lists groups of the source and groups derived from months. */
export interface GroupLister {
  /**
   * Lists the groups of a kind, from the source with retries, and passes them to `take` unless they are those of the last list. A
   * list that lost half of the groups or of their assets is read a second time, because the library may still be starting.
   */
  list(kind: GroupKind, take: (listed: readonly AssetGroup[]) => Promise<void>): Promise<void>;
  /** False for albums that the operator did not choose. */
  readonly isShown: (group: AssetGroup) => boolean;
}

const dropPauseMs = 5000;
/** A library that lost this share at once may still be starting, or its disk may not be mounted. */
const suspiciousShare = 0.5;

const countOf = (groups: readonly AssetGroup[]): number =>
  groups.reduce((sum, { assetCount }) => sum + (assetCount ?? 0), 0);

/** True when half of the groups or half of their assets are gone. */
export function isSuspiciousDrop(before: readonly AssetGroup[], now: readonly AssetGroup[]): boolean {
  if (before.length === 0) return false;
  return now.length <= before.length * suspiciousShare || countOf(now) < countOf(before) * suspiciousShare;
}

export function createGroupLister(catalog: Catalog, context: LibraryContext): GroupLister {
  const { reader, clock, observer, signal, albumIds } = context;
  const last = new Map<GroupKind, readonly AssetGroup[]>();
  const missingAlbums = createReportOnce<'albums'>();

  const isShown = ({ kind, id }: AssetGroup): boolean => kind !== 'album' || albumIds.size === 0 || albumIds.has(id);
  const groupsOf = (kind: GroupKind): AssetGroup[] => catalog.entriesOf(kind).map(({ group }) => group);

  function read(kind: GroupKind): Promise<readonly AssetGroup[]> {
    if (!isSourceKind(kind)) return reader.listGroups(kind);
    const cached = last.get(kind) ?? groupsOf(kind);
    const what = `the list of ${treatmentOf(kind).plural}`;
    const onRetry = (retry: number, error: LibraryError) => observer.retrying?.(what, retry, error);
    return withRetries(() => reader.listGroups(kind, { signal, cached }), { clock, signal, onRetry });
  }

  async function readTwiceOnDrop(kind: GroupKind): Promise<readonly AssetGroup[]> {
    const groups = await read(kind);
    if (!isSourceKind(kind) || !isSuspiciousDrop(groupsOf(kind), groups.filter(isShown))) return groups;
    await clock.sleep(dropPauseMs, signal);
    return read(kind);
  }

  function reportMissingAlbums(found: readonly AssetGroup[]): void {
    const ids = new Set(found.map(({ id }) => id));
    const missing = [...albumIds].filter((id) => !ids.has(id));
    if (missing.length === 0) missingAlbums.clear('albums');
    else missingAlbums.report('albums', missing.join(), () => observer.albumsMissing?.(missing));
  }

  return {
    isShown,
    async list(kind, take) {
      const groups = await readTwiceOnDrop(kind);
      // A source that caches its answers returns the same array while nothing changed.
      if (groups === last.get(kind) && catalog.generationOf(kind) !== undefined) return;
      if (kind === 'album') reportMissingAlbums(groups);
      await take(groups);
      last.set(kind, groups);
    },
  };
}
