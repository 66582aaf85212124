import { splitExtension } from '../names/legal-name.ts';
import type { Asset } from '../ports/asset.ts';
import type { CatalogEntry, Listing, NamedAsset } from '../ports/listing.ts';
import type { CollectionResource } from '../ports/resource.ts';
import { type Division, divideFiles } from './divide-files.ts';
import { type FileList, findFile, type ListedFiles, listFiles } from './file-list.ts';
import type { FileContext } from './file-resource.ts';
import type { Collection } from './found.ts';
import type { TreeParts } from './tree-parts.ts';

/** The group whose files a collection has, and which of them. */
export interface Contents {
  readonly entry: CatalogEntry;
  readonly isInView: (asset: Asset) => boolean;
  readonly includes: (asset: Asset) => boolean;
}

function contextOf(path: readonly string[], { entry, isInView, includes }: Contents, parts: TreeParts): FileContext {
  const { sizes, alternates, presentation, visibility, excludedExtensions } = parts;
  const excludes = (extension: string): boolean => excludedExtensions.has(extension.slice(1).toLowerCase());
  const isWanted = ({ name }: NamedAsset): boolean => !excludes(splitExtension(name).extension);
  return {
    path,
    sizes,
    alternates,
    presentation,
    groupId: entry.group.id,
    excludes,
    isInView,
    includes: (member) => includes(member.asset) && isWanted(member) && !visibility.isGone(member.asset.id),
  };
}

const listsOf = ({ shown, stacked }: ListedFiles): readonly FileList[] => [
  shown,
  ...[...stacked.values()].map(({ files }) => files),
];

/** The files of a collection as they are now: the same object while nothing changed. */
export type CurrentFiles = () => Promise<ListedFiles>;

/** Files of one group, made when they are first needed, and again when their listing, a length or an asset's visibility changed. */
export function createFiles(path: readonly string[], contents: Contents, parts: TreeParts): CurrentFiles {
  // There may be tens of thousands of collections, of which few are opened.
  let opened: CurrentFiles | undefined;
  return () => {
    opened ??= openListing(path, contents, parts);
    return opened();
  };
}

function openListing(path: readonly string[], contents: Contents, parts: TreeParts): CurrentFiles {
  const { listings, clock, sizes, visibility } = parts;
  const context = contextOf(path, contents, parts);
  // Lives as long as the listing does: the store decides what stays in memory.
  const made = new WeakMap<Listing, Promise<ListedFiles>>();
  /** Sizes and hidden assets that files were last compared with. */
  const checkedAt = new WeakMap<ListedFiles, number>();
  /** Of files made while some of their assets were hidden: how many assets had returned by then. */
  const returnsAt = new WeakMap<ListedFiles, number>();

  async function make(listing: Listing): Promise<ListedFiles> {
    const { returns } = visibility;
    const lacksSome = visibility.generation > 0 && listing.members.some(({ asset }) => visibility.isGone(asset.id));
    const files = await listFiles(listing, context, clock);
    if (lacksSome) returnsAt.set(files, returns);
    return files;
  }
  function makeCached(listing: Listing): Promise<ListedFiles> {
    const making = make(listing);
    made.set(listing, making);
    making.catch(() => made.delete(listing));
    return making;
  }
  const hasReturned = (files: ListedFiles): boolean =>
    (returnsAt.get(files) ?? visibility.returns) !== visibility.returns;
  const isAsItWas = ({ origins, resources }: FileList): boolean =>
    origins.every(
      ({ asset, reads }, at) =>
        !visibility.isGone(asset.id) && (reads !== undefined || sizes.correct(asset).size === resources[at]?.size),
    );
  function isStale(files: ListedFiles, listing: Listing): boolean {
    // Both only grow.
    const generation = sizes.generation + visibility.generation;
    if ((checkedAt.get(files) ?? 0) === generation && !hasReturned(files)) return false;
    checkedAt.set(files, generation);
    // All members, whichever this collection shows: its tag is that of the group.
    if (sizes.generation > 0) sizes.compare(context.groupId, listing.members);
    return hasReturned(files) || !listsOf(files).every(isAsItWas);
  }
  return async () => {
    const listing = await listings.get(contents.entry);
    const files = await (made.get(listing) ?? makeCached(listing));
    return isStale(files, listing) ? makeCached(listing) : files;
  };
}

/** A collection of files. Too many files, and stacked ones, are in collections inside it. */
export function createListedCollection(
  resource: CollectionResource,
  current: CurrentFiles,
  division: Division,
): Collection {
  const divided = new WeakMap<ListedFiles, Promise<Collection>>();
  /** Undefined: all files are in the collection itself. */
  function divide(files: ListedFiles): Promise<Collection> | undefined {
    if (files.shown.resources.length <= division.splitAt && files.stacked.size === 0) return undefined;
    const now = divided.get(files) ?? divideFiles(resource, files, division);
    divided.set(files, now);
    return now;
  }
  return {
    kind: 'collection',
    resource,
    async members() {
      const files = await current();
      return (await divide(files))?.members() ?? files.shown.resources;
    },
    async find(name) {
      const files = await current();
      const collection = await divide(files);
      return collection ? collection.find(name) : findFile(files.shown, name);
    },
  };
}
