import { createDigest } from '../base/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { CollectionResource } from '../ports/resource-tree.ts';
import { versionFor } from '../presentation/presentation.ts';
import type { View } from '../views/view.ts';
import { filesFolder } from './files-folder.ts';
import type { Folder } from './folder.ts';
import { folderOfFolders } from './folder-of-folders.ts';
import type { Known } from './known.ts';
import { sections } from './sections.ts';

const everything = (): boolean => true;

/** Whatever decides which members a folder has: after a restart with other settings it may have others. */
function etagOf({ name, group, listing }: CatalogEntry, part: string, known: Known): string {
  const digest = createDigest();
  const { excludedExtensions, presentation, sizes, flatten, splitAt } = known;
  for (const text of [name, part, listing?.etag ?? group.revision, ...excludedExtensions]) digest.add(text);
  digest.add(`${flatten} ${splitAt}`);
  digest.add(versionFor(group.id, presentation));
  digest.add(sizes.fingerprintOf(group.id));
  return digest.hex();
}

const describe = (entry: CatalogEntry, path: readonly string[], known: Known): CollectionResource => ({
  kind: 'collection',
  name: path.at(-1) ?? '',
  path,
  createdAt: entry.group.createdAt,
  modifiedAt: entry.group.modifiedAt,
  etag: etagOf(entry, path.join('/'), known),
});

/** A group: its files, or its `images` and `videos`. */
export function groupFolder(entry: CatalogEntry, view: View, path: readonly string[], known: Known): Folder {
  const { includes = everything } = view;
  const resource = describe(entry, path, known);
  if (known.flatten || !view.splitsByType) return filesFolder(resource, { entry, includes }, known);
  const folders = sections.map((section) => {
    const isIn = (asset: Asset): boolean => includes(asset) && section.includes(asset);
    return filesFolder(describe(entry, [...path, section.name], known), { entry, includes: isIn }, known);
  });
  return folderOfFolders(resource, folders);
}
