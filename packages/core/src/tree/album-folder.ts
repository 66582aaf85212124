import type { CatalogEntry } from '../library/catalog.ts';
import type { Loader } from '../library/loader.ts';
import { createDigest } from '../listing/digest.ts';
import type { Listing } from '../listing/listing.ts';
import type { Asset } from '../ports/asset.ts';
import type { CollectionResource } from '../ports/resource-tree.ts';
import { createFiles, type Files } from './file.ts';
import type { Folder } from './folder.ts';
import { sections } from './sections.ts';

const everything = (): boolean => true;

function etagOf({ name, group, listing }: CatalogEntry, part: string): string {
  const digest = createDigest();
  for (const text of [name, part, listing?.etag ?? group.revision]) digest.add(text);
  return digest.hex();
}

const describe = (entry: CatalogEntry, path: readonly string[]): CollectionResource => ({
  kind: 'collection',
  name: path.at(-1) ?? '',
  path,
  createdAt: entry.group.createdAt,
  modifiedAt: entry.group.modifiedAt,
  etag: etagOf(entry, path.slice(1).join('/')),
});

function filesFolder(
  entry: CatalogEntry,
  path: readonly string[],
  loader: Loader,
  includes: (asset: Asset) => boolean,
): Folder {
  let made: { readonly listing: Listing; readonly files: Files } | undefined;
  const files = async (): Promise<Files> => {
    const listing = entry.listing ?? (await loader.loadListing(entry.group));
    if (made?.listing !== listing) made = { listing, files: createFiles(listing, path, entry.group.id, includes) };
    return made.files;
  };
  return {
    resource: describe(entry, path),
    members: async () => (await files()).list,
    folder: () => undefined,
    member: async (name) => (await files()).byName.get(name),
  };
}

function sectionsFolder(entry: CatalogEntry, path: readonly string[], loader: Loader): Folder {
  const folders = new Map(
    sections.map(({ name, includes }) => [name, filesFolder(entry, [...path, name], loader, includes)]),
  );
  const list = [...folders.values()].map(({ resource }) => resource);
  return {
    resource: describe(entry, path),
    members: async () => list,
    folder: (name) => folders.get(name),
    member: async (name) => folders.get(name)?.resource,
  };
}

/** An album: its files, or its `images` and `videos`. */
export function albumFolder(entry: CatalogEntry, loader: Loader, flatten: boolean): Folder {
  const path = [entry.name];
  return flatten ? filesFolder(entry, path, loader, everything) : sectionsFolder(entry, path, loader);
}
