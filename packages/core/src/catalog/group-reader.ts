import { LibraryError } from '../errors/library-error.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetGroup, GroupKind, SourceKind } from '../ports/asset-group.ts';
import type { AssetQuery, AssetSource, ListOptions } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { LibraryObserver } from '../ports/library-observer.ts';
import type { RequestOptions } from '../ports/request-options.ts';

/** Lists groups of every kind, those of the source and those derived from months, as `AssetSource` does. */
export interface GroupReader {
  listGroups(kind: GroupKind, options?: ListOptions): Promise<readonly AssetGroup[]>;
  listAssets(query: AssetQuery, options?: RequestOptions): AsyncIterable<readonly Asset[]>;
}

/** Reads the kinds of the source from the source, all others from `derived`. */
export function createGroupReader(source: AssetSource, derived: GroupReader): GroupReader {
  const isOfSource = (kind: GroupKind): kind is SourceKind =>
    (source.groupKinds as readonly GroupKind[]).includes(kind);
  return {
    listGroups: (kind, options) =>
      isOfSource(kind) ? source.listGroups(kind, options) : derived.listGroups(kind, options),
    listAssets: (query, options) => (isOfSource(query.group.kind) ? source : derived).listAssets(query, options),
  };
}

export interface ReadAssetsOptions extends RequestOptions {
  readonly clock: Clock;
  readonly observer: LibraryObserver;
}

/** The assets of a group, and the group as it was when they were read. */
export interface GroupAssets {
  readonly group: AssetGroup;
  /** Without a matching count: the assets of all readings together. */
  readonly assets: readonly Asset[];
  /** False when the number of assets never matched the group's count. */
  readonly isComplete: boolean;
}

const readings = 3;
const pauseMs = 250;

async function readPages(reader: GroupReader, group: AssetGroup, options: RequestOptions): Promise<readonly Asset[]> {
  const byId = new Map<string, Asset>();
  for await (const page of reader.listAssets({ group }, options)) {
    for (const asset of page) byId.set(asset.id, asset);
  }
  return [...byId.values()];
}

async function listAgain(reader: GroupReader, group: AssetGroup, options: RequestOptions): Promise<AssetGroup> {
  const groups = await reader.listGroups(group.kind, options);
  const found = groups.find(({ id }) => id === group.id);
  if (!found) throw new LibraryError('not-found', `The ${group.kind} is gone from the library.`);
  return found;
}

/**
 * Reads all assets of a group, each once. A number of assets that does not match the group's count means that the group changed
 * between two pages: then the group and its assets are read again, three times at most, before `countMismatch` is reported.
 */
export async function readAssets(
  reader: GroupReader,
  first: AssetGroup,
  { clock, observer, ...options }: ReadAssetsOptions,
): Promise<GroupAssets> {
  let group = first;
  // Pages that shift while they are read may skip an asset once, and hardly each time.
  const found = new Map<string, Asset>();
  for (let reading = 1; ; reading++) {
    const assets = await readPages(reader, group, options);
    const isComplete = group.assetCount === undefined || group.assetCount === assets.length;
    if (isComplete) return { group, assets, isComplete };
    for (const asset of assets) found.set(asset.id, asset);
    if (reading === readings) {
      observer.countMismatch?.(group, assets.length);
      return { group, assets: [...found.values()], isComplete };
    }
    await clock.sleep(pauseMs * reading, options.signal);
    options.signal?.throwIfAborted();
    group = await listAgain(reader, group, options);
  }
}
