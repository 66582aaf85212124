import { splitExtension } from '../names/legal-name.ts';
import type { Asset } from '../ports/asset.ts';
import type { CatalogEntry, Listing, NamedAsset } from '../ports/listing.ts';
import type { CollectionResource } from '../ports/resource-tree.ts';
import { divideFiles } from './divide-files.ts';
import { type FileList, findFile, type ListedFiles, listFiles } from './file-list.ts';
import type { FileContext } from './file-resource.ts';
import type { Collection } from './found.ts';
import type { TreeParts } from './tree-parts.ts';

/** The group whose files a collection has, and which of them. */
export interface Contents {
  readonly entry: CatalogEntry;
  readonly includes: (asset: Asset) => boolean;
}

function contextOf({ path }: CollectionResource, { entry, includes }: Contents, parts: TreeParts): FileContext {
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
    includes: (member) => includes(member.asset) && isWanted(member) && !visibility.isGone(member.asset.id),
  };
}

const listsOf = ({ shown, stacked }: ListedFiles): readonly FileList[] => [
  shown,
  ...[...stacked.values()].map(({ files }) => files),
];

/** A collection of the files of one group. Too many files, and stacked ones, are in collections within it. */
export function createListedCollection(resource: CollectionResource, contents: Contents, parts: TreeParts): Collection {
  // There may be tens of thousands of collections, of which few are opened.
  let opened: Pick<Collection, 'members' | 'find'> | undefined;
  const open = (): Pick<Collection, 'members' | 'find'> => {
    opened ??= openListing(resource, contents, parts);
    return opened;
  };
  return { kind: 'collection', resource, members: () => open().members(), find: (name) => open().find(name) };
}

function openListing(
  resource: CollectionResource,
  contents: Contents,
  parts: TreeParts,
): Pick<Collection, 'members' | 'find'> {
  const { listings, clock, sizes, visibility } = parts;
  const context = contextOf(resource, contents, parts);
  // Lives as long as the listing does: the store decides what stays in memory.
  const made = new WeakMap<Listing, Promise<ListedFiles>>();
  /** Sizes and hidden assets that files were last compared with. */
  const checkedAt = new WeakMap<ListedFiles, number>();
  /** Of files made while some of their assets were hidden: how many assets had returned by then. */
  const returnsAt = new WeakMap<ListedFiles, number>();

  const corrected = ({ origins, resources }: FileList): readonly Asset[] =>
    origins.filter(({ reads, asset }, at) => reads === undefined && resources[at]?.size !== asset.size).map(toAsset);
  async function make(listing: Listing): Promise<ListedFiles> {
    const { returns } = visibility;
    const lacksSome = visibility.generation > 0 && listing.members.some(({ asset }) => visibility.isGone(asset.id));
    const files = await listFiles(listing, context, clock);
    if (lacksSome) returnsAt.set(files, returns);
    if (sizes.generation > 0) sizes.shown(context.groupId, listsOf(files).flatMap(corrected));
    return files;
  }
  function makeOnce(listing: Listing): Promise<ListedFiles> {
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
  function isStale(files: ListedFiles): boolean {
    // Both only grow.
    const generation = sizes.generation + visibility.generation;
    if ((checkedAt.get(files) ?? 0) === generation && !hasReturned(files)) return false;
    checkedAt.set(files, generation);
    return hasReturned(files) || !listsOf(files).every(isAsItWas);
  }
  async function current(): Promise<ListedFiles> {
    const listing = await listings.get(contents.entry);
    const files = await (made.get(listing) ?? makeOnce(listing));
    return isStale(files) ? makeOnce(listing) : files;
  }
  const divided = new WeakMap<ListedFiles, Promise<Collection | undefined>>();
  /** Undefined: all files are in the collection itself. */
  function division(files: ListedFiles): Promise<Collection | undefined> | undefined {
    if (files.shown.resources.length <= parts.splitAt && files.stacked.size === 0) return undefined;
    const now = divided.get(files) ?? divideFiles(resource, files, parts);
    divided.set(files, now);
    return now;
  }
  return {
    async members() {
      const files = await current();
      return (await division(files))?.members() ?? files.shown.resources;
    },
    async find(name) {
      const files = await current();
      const collection = await division(files);
      return collection ? collection.find(name) : findFile(files.shown, name);
    },
  };
}

const toAsset = ({ asset }: { readonly asset: Asset }): Asset => asset;
