import type { GroupsLoader } from '../catalog/load-groups.ts';
import type { ListingLoader } from '../catalog/load-listing.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { AssetWriter } from '../ports/asset-writer.ts';
import type { Clock } from '../ports/clock.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
import type { Staging } from '../ports/staging.ts';
import type { Found, WritePlace } from '../tree/found.ts';

/** What the writes of a library are made from. */
export interface WriterParts {
  readonly find: (path: readonly string[]) => Promise<Found | undefined>;
  readonly tree: Pick<ResourceTree, 'resolve'>;
  readonly groups: Pick<GroupsLoader, 'load' | 'save'>;
  readonly listings: Pick<ListingLoader, 'get' | 'correct'>;
  readonly writer: AssetWriter;
  readonly staging: Staging;
  /** Separates names of nested collections in the names of albums; undefined: albums are not nested. */
  readonly albumPathSeparator: string | undefined;
  /** False: some albums are hidden, so a new one would be, too. */
  readonly showsAllAlbums: boolean;
  /** A collection of more files is divided, so that none can be put into it. */
  readonly splitAt: number;
  readonly clock: Clock;
  /** Called after a change, so that other views show it soon. */
  readonly onChange: () => void;
}

export const notHere = (): LibraryError =>
  new LibraryError('forbidden', 'Nothing can be put here; put photos into the folder of an album of your own.');

/** Where the new member of a path would be, while nothing is at that path. */
export async function freePlace({ find }: Pick<WriterParts, 'find'>, path: readonly string[]): Promise<WritePlace> {
  const parent = path.length === 0 ? undefined : await find(path.slice(0, -1));
  if (parent === undefined) throw new LibraryError('conflict', 'There is no folder to put it into; make that first.');
  if (parent.kind !== 'collection' || !parent.writePlace) throw notHere();
  if (await find(path)) throw new LibraryError('already-exists', 'There is something at this path already.');
  return parent.writePlace;
}
