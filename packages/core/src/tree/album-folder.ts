import type { CatalogEntry } from '../library/catalog.ts';
import { createDigest } from '../listing/digest.ts';
import type { Listing } from '../listing/listing.ts';
import type { CollectionResource } from '../ports/resource-tree.ts';
import { createFiles, type Files, type FilesOf, upToDate } from './file.ts';
import type { Folder } from './folder.ts';
import type { Known } from './known.ts';
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

function filesFolder(entry: CatalogEntry, known: Known, from: Pick<FilesOf, 'path' | 'includes'>): Folder {
  const { listings, sizes } = known;
  const filesOf: FilesOf = { ...from, sizes, groupId: entry.group.id };
  let made: { readonly listing: Listing; readonly files: Files } | undefined;
  const files = async (): Promise<Files> => {
    const listing = entry.listing ?? (await listings.readPatiently(entry.group));
    if (made?.listing !== listing) made = { listing, files: createFiles(listing, filesOf) };
    return made.files;
  };
  return {
    resource: describe(entry, from.path),
    members: async () => (await files()).list,
    folder: () => undefined,
    async member(name) {
      const file = (await files()).byName.get(name);
      return file && upToDate(file, filesOf);
    },
  };
}

function sectionsFolder(entry: CatalogEntry, known: Known, path: readonly string[]): Folder {
  const folders = new Map(
    sections.map(({ name, includes }) => [name, filesFolder(entry, known, { path: [...path, name], includes })]),
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
export function albumFolder(entry: CatalogEntry, known: Known): Folder {
  const path = [entry.name];
  return known.flatten ? filesFolder(entry, known, { path, includes: everything }) : sectionsFolder(entry, known, path);
}
