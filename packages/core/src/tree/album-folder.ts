import { createDigest } from '../listing/digest.ts';
import { splitExtension } from '../names/legal-name.ts';
import type { Asset } from '../ports/asset.ts';
import type { CatalogEntry, Listing, NamedAsset } from '../ports/listing.ts';
import type { CollectionResource } from '../ports/resource-tree.ts';
import { createFiles, type Files, type FilesOf, upToDate } from './file.ts';
import type { Folder } from './folder.ts';
import type { Known } from './known.ts';
import { sections } from './sections.ts';

interface FilesFolder {
  readonly path: readonly string[];
  readonly includes: (asset: Asset) => boolean;
}

const everything = (): boolean => true;

function etagOf({ name, group, listing }: CatalogEntry, part: string, { excludedExtensions }: Known): string {
  const digest = createDigest();
  for (const text of [name, part, listing?.etag ?? group.revision, ...excludedExtensions]) digest.add(text);
  return digest.hex();
}

const describe = (entry: CatalogEntry, path: readonly string[], known: Known): CollectionResource => ({
  kind: 'collection',
  name: path.at(-1) ?? '',
  path,
  createdAt: entry.group.createdAt,
  modifiedAt: entry.group.modifiedAt,
  etag: etagOf(entry, path.slice(1).join('/'), known),
});

function filesFolder(entry: CatalogEntry, known: Known, { path, includes }: FilesFolder): Folder {
  const { listings, sizes, excludedExtensions, clock } = known;
  const isWanted = ({ name }: NamedAsset): boolean =>
    !excludedExtensions.has(splitExtension(name).extension.slice(1).toLowerCase());
  const from: FilesOf = {
    path,
    sizes,
    groupId: entry.group.id,
    includes: (member) => includes(member.asset) && isWanted(member),
  };
  // Lives as long as the listing does: the store decides what stays in memory.
  const made = new WeakMap<Listing, Promise<Files>>();
  const files = async (): Promise<Files> => {
    const listing = await listings.need(entry);
    const making = made.get(listing) ?? createFiles(listing, from, clock);
    made.set(listing, making);
    return making;
  };
  return {
    resource: describe(entry, path, known),
    members: async () => (await files()).list,
    folder: () => undefined,
    async member(name) {
      const file = (await files()).byName.get(name);
      return file && upToDate(file, from);
    },
  };
}

function sectionsFolder(entry: CatalogEntry, known: Known, path: readonly string[]): Folder {
  const folders = new Map(
    sections.map(({ name, includes }) => [name, filesFolder(entry, known, { path: [...path, name], includes })]),
  );
  const list = [...folders.values()].map(({ resource }) => resource);
  return {
    resource: describe(entry, path, known),
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
