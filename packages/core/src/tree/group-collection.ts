import { createDigest } from '../base/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { CollectionResource } from '../ports/resource-tree.ts';
import { isPlain, versionFor } from '../presentation/presentation.ts';
import type { View } from '../views/view.ts';
import { createContainer, type Place } from './container.ts';
import type { Collection } from './found.ts';
import { createListedCollection } from './listed-collection.ts';
import type { TreeParts } from './tree-parts.ts';

/** A fixed collection inside each album. */
interface Section {
  readonly name: string;
  readonly includes: (asset: Asset) => boolean;
}

/** The sections of an album that is not flattened. Both are always there, so that none comes and goes. */
export const sections: readonly Section[] = [
  { name: 'images', includes: ({ type }) => type === 'image' },
  { name: 'videos', includes: ({ type }) => type === 'video' },
];

const everything = (): boolean => true;

/** Everything that decides which members the collection has: other settings after a restart may give it others. */
function etagOf({ name, group, listing }: CatalogEntry, path: string, parts: TreeParts): string {
  const digest = createDigest();
  const { excludedExtensions, presentation, sizes, flatten, splitAt } = parts;
  for (const text of [name, path, listing?.etag ?? group.revision, ...excludedExtensions]) digest.add(text);
  digest.add(`${flatten} ${splitAt}`);
  digest.add(versionFor(group.id, presentation));
  digest.add(sizes.fingerprintOf(group.id));
  return digest.hex();
}

/** The number of files, where every member of a listing is one and nothing else is. */
function countOf({ listing }: CatalogEntry, parts: TreeParts): { readonly count?: number } {
  const { presentation, excludedExtensions, splitAt, visibility } = parts;
  const isEveryMemberShown = isPlain(presentation) && excludedExtensions.size === 0 && visibility.generation === 0;
  return listing && isEveryMemberShown && listing.count <= splitAt ? { count: listing.count } : {};
}

const describe = (entry: CatalogEntry, { id, path }: Place, parts: TreeParts): CollectionResource => ({
  kind: 'collection',
  id,
  name: path.at(-1) ?? '',
  path,
  createdAt: entry.group.createdAt,
  modifiedAt: entry.group.modifiedAt,
  etag: etagOf(entry, path.join('/'), parts),
});

/** A group: its files, or its `images` and `videos`. */
export function createGroupCollection(entry: CatalogEntry, view: View, place: Place, parts: TreeParts): Collection {
  const { includes } = view;
  const described = describe(entry, place, parts);
  if (parts.flatten || !view.splitsByType) {
    const resource = includes ? described : { ...described, ...countOf(entry, parts) };
    return createListedCollection(resource, { entry, includes: includes ?? everything }, parts);
  }
  const collections = sections.map((section) => {
    const inside: Place = { id: `${entry.group.id}/${section.name}`, path: [...place.path, section.name] };
    const isIn = (asset: Asset): boolean => (includes ?? everything)(asset) && section.includes(asset);
    return createListedCollection(describe(entry, inside, parts), { entry, includes: isIn }, parts);
  });
  return createContainer(described, collections);
}
