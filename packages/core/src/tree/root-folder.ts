import { createDigest } from '../listing/digest.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { CollectionResource } from '../ports/resource-tree.ts';
import { albumFolder } from './album-folder.ts';
import type { Folder } from './folder.ts';
import type { Known } from './known.ts';

function describe(albums: readonly Folder[]): CollectionResource {
  const digest = createDigest();
  for (const { resource } of albums) digest.add(resource.etag);
  const times = albums.map(({ resource }) => resource);
  return {
    kind: 'collection',
    name: '',
    path: [],
    createdAt: times.reduce((oldest, { createdAt }) => Math.min(oldest, createdAt), times[0]?.createdAt ?? 0),
    modifiedAt: times.reduce((newest, { modifiedAt }) => Math.max(newest, modifiedAt), 0),
    etag: digest.hex(),
  };
}

/** The collection of all albums. */
export function createRootFolder(known: Known): () => Folder {
  const { catalog } = known;
  const albums = new WeakMap<CatalogEntry, Folder>();
  let kept: { readonly version: number | undefined; readonly folder: Folder } | undefined;

  const album = (entry: CatalogEntry): Folder => {
    const folder = albums.get(entry) ?? albumFolder(entry, known);
    albums.set(entry, folder);
    return folder;
  };
  const make = (): Folder => {
    const folders = [...catalog.entries.values()].map(album);
    const members = folders.map(({ resource }) => resource).sort((a, b) => (a.name < b.name ? -1 : 1));
    const named = (name: string): Folder | undefined => {
      const entry = catalog.entryNamed(name);
      return entry && album(entry);
    };
    return {
      resource: describe(folders),
      members: async () => members,
      folder: named,
      member: async (name) => named(name)?.resource,
    };
  };
  return () => {
    if (kept?.version !== catalog.version || !kept) kept = { version: catalog.version, folder: make() };
    return kept.folder;
  };
}
