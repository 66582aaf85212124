import { createKeyedMutex } from '../base/concurrency.ts';
import type { GroupsLoader } from '../catalog/load-groups.ts';
import type { ListingLoader } from '../catalog/load-listing.ts';
import { LibraryError } from '../errors/library-error.ts';
import { nameKey } from '../names/name-table.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetWriter, Uploaded } from '../ports/asset-writer.ts';
import type { Clock } from '../ports/clock.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { RequestOptions } from '../ports/request-options.ts';
import type { CollectionResource, FileResource } from '../ports/resource.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
import type { Staging } from '../ports/staging.ts';
import type { NewContent, TreeWriter } from '../ports/tree-writer.ts';
import type { Collection, Found, WritePlace } from '../tree/found.ts';
import { addToListing, requireFree } from './add-to-listing.ts';
import { requireAnnounced } from './check-content.ts';
import { requireLegal, requireTaken } from './file-name.ts';

export interface LibraryWriterParts {
  readonly find: (path: readonly string[]) => Promise<Found | undefined>;
  readonly tree: Pick<ResourceTree, 'resolve'>;
  readonly groups: Pick<GroupsLoader, 'load' | 'save'>;
  readonly listings: ListingLoader;
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

const notHere = (): LibraryError =>
  new LibraryError('forbidden', 'Nothing can be put here; put photos into the folder of an album of your own.');

/** Adds files and albums to a library, and nothing else: whatever a client does, no asset is changed or removed. */
export function createLibraryWriter(parts: LibraryWriterParts): TreeWriter {
  const { find, tree, groups, listings, writer, staging, clock, onChange } = parts;
  const { albumPathSeparator, showsAllAlbums, splitAt } = parts;
  /** Two clients that make the same name wait for each other. */
  const makings = createKeyedMutex<FileResource | CollectionResource>();

  async function parentOf(path: readonly string[]): Promise<Collection & { readonly writePlace: WritePlace }> {
    const parent = path.length === 0 ? undefined : await find(path.slice(0, -1));
    if (parent === undefined) throw new LibraryError('conflict', 'There is no folder to put it into; make that first.');
    if (parent.kind !== 'collection' || !parent.writePlace) throw notHere();
    return { ...parent, writePlace: parent.writePlace };
  }
  async function requireNothingAt(path: readonly string[]): Promise<void> {
    if (await find(path)) throw new LibraryError('already-exists', 'There is something at this path already.');
  }
  async function ownAlbum(path: readonly string[]): Promise<CatalogEntry> {
    const { entry } = (await parentOf(path)).writePlace;
    if (!entry || entry.group.owner !== undefined) throw notHere();
    return entry;
  }

  /** Stages, verifies and uploads a body. Nothing is left of one that is not as announced. */
  async function upload(name: string, content: NewContent, options: RequestOptions): Promise<Uploaded> {
    const received = await staging.receive(content.body, content.size);
    try {
      requireAnnounced(content, received);
      const { size, sha1 } = received;
      const modifiedAt = content.modifiedAt ?? clock.now();
      return await writer.upload({ fileName: name, size, sha1, modifiedAt, open: () => received.open() }, options);
    } finally {
      await received.discard();
    }
  }

  async function show(entry: CatalogEntry, name: string, asset: Asset): Promise<void> {
    await listings.get(entry);
    await listings.correct(entry.group, (stored) => addToListing(stored, name, asset, clock));
    onChange();
  }

  async function put(path: readonly string[], content: NewContent, options: RequestOptions): Promise<FileResource> {
    const name = requireLegal(path.at(-1) ?? '');
    const entry = await ownAlbum(path);
    await requireNothingAt(path);
    const before = await listings.get(entry);
    requireFree(before, name);
    if (before.count >= splitAt)
      throw new LibraryError(
        'forbidden',
        'This folder is divided into days, because it has many files; use another one.',
      );
    requireTaken(name, await writer.rules(options));
    const { asset, isTrashed } = await upload(name, content, options);
    if (isTrashed) await writer.restore([asset.id], options);
    else requireFree(await listings.get(entry), name, asset);
    await writer.albums.add(entry.group.id, [asset.id], options);
    await show(entry, name, asset);
    const made = await tree.resolve(path);
    if (made?.kind === 'file') return made;
    throw new LibraryError('unavailable', 'The file was uploaded, and is not shown yet; look again in a moment.');
  }

  async function makeCollection(path: readonly string[], options: RequestOptions): Promise<CollectionResource> {
    const { names } = (await parentOf(path)).writePlace;
    const name = requireLegal(path.at(-1) ?? '');
    await requireNothingAt(path);
    if (!showsAllAlbums) throw new LibraryError('forbidden', 'Only chosen albums are shown here, so none can be made.');
    if (names.length > 0 && albumPathSeparator === undefined)
      throw new LibraryError('forbidden', 'Albums hold no albums here; make the folder beside this one.');
    if (albumPathSeparator !== undefined && name.includes(albumPathSeparator.trim()))
      throw new LibraryError(
        'invalid-name',
        `Use a name without '${albumPathSeparator.trim()}', which separates albums.`,
      );
    await writer.albums.create([...names, name].join(albumPathSeparator ?? ''), options);
    await groups.load('album');
    await groups.save();
    onChange();
    const made = await tree.resolve(path);
    if (made?.kind === 'collection') return made;
    throw new LibraryError('unavailable', 'The album was made, and is not shown yet; look again in a moment.');
  }

  const keyOf = (path: readonly string[]): string => path.map(nameKey).join('/');
  return {
    put: (path, content, options = {}) =>
      makings.run(keyOf(path), () => put(path, content, options)) as Promise<FileResource>,
    makeCollection: (path, options = {}) =>
      makings.run(keyOf(path), () => makeCollection(path, options)) as Promise<CollectionResource>,
  };
}
