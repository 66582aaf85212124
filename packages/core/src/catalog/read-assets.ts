import { LibraryError } from '../errors/library-error.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetGroup, RequestOptions } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { LibraryObserver } from '../ports/library-observer.ts';
import type { GroupReader } from './group-reader.ts';

export interface ReadAssetsOptions extends RequestOptions {
  readonly clock: Clock;
  readonly observer: LibraryObserver;
}

/** The assets of a group together with the group as it was when they were read. */
export interface GroupAssets {
  readonly group: AssetGroup;
  /** Where the count never agreed: everything that any reading found. */
  readonly assets: readonly Asset[];
  /** False when the count never agreed. */
  readonly isComplete: boolean;
}

const readings = 3;
const pauseMs = 250;

async function readOnce(source: GroupReader, group: AssetGroup, options: RequestOptions): Promise<readonly Asset[]> {
  const byId = new Map<string, Asset>();
  for await (const page of source.listAssets({ group }, options)) {
    for (const asset of page) byId.set(asset.id, asset);
  }
  return [...byId.values()];
}

async function readAgain(source: GroupReader, group: AssetGroup, options: RequestOptions): Promise<AssetGroup> {
  const groups = await source.listGroups(group.kind, options);
  const found = groups.find(({ id }) => id === group.id);
  if (!found) throw new LibraryError('not-found', `The ${group.kind} is gone from the library.`);
  return found;
}

/**
 * Reads a group whole, without duplicates. A count that differs from the group's means that the group changed while it was
 * paged: then both are read anew, three times at most, and `countMismatch` tells when they never agreed.
 */
export async function readAssets(
  source: GroupReader,
  first: AssetGroup,
  { clock, observer, ...options }: ReadAssetsOptions,
): Promise<GroupAssets> {
  let group = first;
  // Pages that shift while they are read may skip an asset once, and hardly each time.
  const found = new Map<string, Asset>();
  for (let reading = 1; ; reading++) {
    const assets = await readOnce(source, group, options);
    const isComplete = group.assetCount === undefined || group.assetCount === assets.length;
    if (isComplete) return { group, assets, isComplete };
    for (const asset of assets) found.set(asset.id, asset);
    if (reading === readings) {
      observer.countMismatch?.(group, assets.length);
      return { group, assets: [...found.values()], isComplete };
    }
    await clock.sleep(pauseMs * reading, options.signal);
    options.signal?.throwIfAborted();
    group = await readAgain(source, group, options);
  }
}
