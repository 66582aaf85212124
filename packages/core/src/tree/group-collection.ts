import { createDigest } from '../base/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { CollectionResource } from '../ports/resource.ts';
import { groupFingerprint, isPlain } from '../presentation/presentation.ts';
import type { View } from '../views/view.ts';
import { createContainer, type Place } from './container.ts';
import type { Collection } from './found.ts';
import { type CurrentFiles, createFiles, createListedCollection } from './listed-collection.ts';
import type { TreeParts } from './tree-parts.ts';

/** Some files of a group, in a collection inside that of the group. */
interface TypeCollection {
  readonly name: string;
  readonly includes: (asset: Asset) => boolean;
}

/** What an album holds unless it is flattened. Both are always there, so that none comes and goes. */
export const typeCollections: readonly TypeCollection[] = [
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
  digest.add(groupFingerprint(group.id, presentation));
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

/** The collection of a group, and what of it stays while its files do. */
export interface GroupCollection {
  readonly collection: Collection;
  readonly entry: CatalogEntry;
  readonly generation: number;
  /** One for each type collection, or one for all. */
  readonly files: readonly CurrentFiles[];
}

/** Whether the files are those of `before`, although the properties of the collection may have changed. */
const hasSameFiles = (before: GroupCollection, { name, group, listing }: CatalogEntry, generation: number): boolean =>
  before.generation === generation &&
  before.entry.name === name &&
  before.entry.group === group &&
  before.entry.listing === listing;

/** A group: its files, or its `images` and `videos`. Takes over the files of `before` if they are the same. */
export function createGroupCollection(
  entry: CatalogEntry,
  view: View,
  place: Place,
  parts: TreeParts,
  before: GroupCollection | undefined,
): GroupCollection {
  const { includes: isInView = everything } = view;
  const generation = parts.presentation.renditions.generationOf(entry.group.id);
  const cached = before && hasSameFiles(before, entry, generation) ? before.files : undefined;
  const described = describe(entry, place, parts);
  if (parts.flatten || !view.splitsByType) {
    const files = cached ?? [createFiles(place.path, { entry, isInView, includes: isInView }, parts)];
    const resource = view.includes ? described : { ...described, ...countOf(entry, parts) };
    const [all] = files;
    const collection = all ? createListedCollection(resource, all, parts) : createContainer(resource, []);
    return { collection, entry, generation, files };
  }
  const places = typeCollections.map(
    ({ name }): Place => ({
      id: `${entry.group.id}/${name}`,
      path: [...place.path, name],
    }),
  );
  const files =
    cached ??
    typeCollections.map((type, at) => {
      const isIn = (asset: Asset): boolean => isInView(asset) && type.includes(asset);
      return createFiles(places[at]?.path ?? [], { entry, isInView, includes: isIn }, parts);
    });
  const collections = places.flatMap((inside, at) => {
    const current = files[at];
    return current ? [createListedCollection(describe(entry, inside, parts), current, parts)] : [];
  });
  return { collection: createContainer(described, collections), entry, generation, files };
}
