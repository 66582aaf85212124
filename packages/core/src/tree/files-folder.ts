import { eachInSlices } from '../base/slices.ts';
import { splitExtension } from '../names/legal-name.ts';
import type { Asset } from '../ports/asset.ts';
import type { CatalogEntry, Listing, NamedAsset } from '../ports/listing.ts';
import type { CollectionResource, Resource } from '../ports/resource-tree.ts';
import { type AssetFile, type FilesOf, upToDate } from './asset-file.ts';
import { createFiles, type Files } from './files.ts';
import type { Folder } from './folder.ts';
import { folderOfFiles, within } from './folder-of-files.ts';
import type { Known } from './known.ts';
import { sharedFolder } from './shared-folder.ts';
import { splitFolder } from './split-folder.ts';

/** Whose files a folder has, and which of them. */
export interface Contents {
  readonly entry: CatalogEntry;
  readonly includes: (asset: Asset) => boolean;
}

function filesOf({ path }: CollectionResource, { entry, includes }: Contents, known: Known): FilesOf {
  const { sizes, presentation, visibility, excludedExtensions } = known;
  const isWanted = ({ name }: NamedAsset): boolean =>
    !excludedExtensions.has(splitExtension(name).extension.slice(1).toLowerCase());
  return {
    path,
    sizes,
    presentation,
    groupId: entry.group.id,
    includes: (member) => includes(member.asset) && isWanted(member) && !visibility.isGone(member.asset.id),
  };
}

const everyFile = ({ list, stacked }: Files): readonly AssetFile[] => [...list, ...[...stacked.values()].flat()];
/** Its length is not the one that is listed. */
const isTruer = ({ reads, size, asset }: AssetFile): boolean => reads === undefined && size !== asset.size;
const toAsset = ({ asset }: AssetFile): Asset => asset;

/** Too many files in folders of their own, stacked ones in folders beside them. */
async function divide(resource: CollectionResource, { list, stacked }: Files, known: Known): Promise<Folder> {
  const { splitAt, clock } = known;
  const isSplit = list.length > splitAt;
  const files = isSplit ? await splitFolder(resource, list, splitAt, clock) : folderOfFiles(resource, list);
  if (stacked.size === 0) return files;
  const folders: Folder[] = [];
  const add = ([name, others]: readonly [string, readonly AssetFile[]]): void => {
    folders.push(folderOfFiles(within(resource, name), others));
  };
  await eachInSlices([...stacked], add, clock);
  return sharedFolder(resource, files, folders, clock);
}

/** A collection of the files of one group; of folders with a part each where those are too many. */
export function filesFolder(resource: CollectionResource, contents: Contents, known: Known): Folder {
  // There may be tens of thousands, of which few are opened.
  let opened: Folder | undefined;
  const open = (): Folder => {
    opened ??= openFolder(resource, contents, known);
    return opened;
  };
  return {
    resource,
    members: () => open().members(),
    folder: (name) => open().folder(name),
    member: (name) => open().member(name),
  };
}

function openFolder(resource: CollectionResource, contents: Contents, known: Known): Folder {
  const { listings, clock, splitAt, presentation, sizes, visibility } = known;
  const mayBeDivided = splitAt !== Number.POSITIVE_INFINITY || presentation.stackChoice === 'folder';
  const from = filesOf(resource, contents, known);
  // Lives as long as the listing does: the store decides what stays in memory.
  const made = new WeakMap<Listing, Promise<Files>>();
  const make = (listing: Listing): Promise<Files> => {
    const { returns } = visibility;
    const lacksSome = visibility.generation > 0 && listing.members.some(({ asset }) => visibility.isGone(asset.id));
    const making = createFiles(listing, from, clock).then((all) => {
      if (lacksSome) returnsAt.set(all, returns);
      if (sizes.generation > 0) sizes.shown(from.groupId, everyFile(all).filter(isTruer).map(toAsset));
      return all;
    });
    made.set(listing, making);
    making.catch(() => made.delete(listing));
    return making;
  };
  /** Up to which lengths they were held against what was learnt, perhaps in other folders, and up to which assets that left. */
  const checkedAt = new WeakMap<Files, number>();
  /** Of files that were made while some of their assets were gone: how many assets had returned by then. */
  const returnsAt = new WeakMap<Files, number>();
  const hasReturned = (all: Files): boolean => (returnsAt.get(all) ?? visibility.returns) !== visibility.returns;
  const isAsItWas = (file: AssetFile): boolean => !visibility.isGone(file.asset.id) && upToDate(file, from) === file;
  const isOutdated = (all: Files): boolean => {
    // Both only grow.
    const version = sizes.generation + visibility.generation;
    if ((checkedAt.get(all) ?? 0) === version && !hasReturned(all)) return false;
    checkedAt.set(all, version);
    return hasReturned(all) || !everyFile(all).every(isAsItWas);
  };
  const files = async (): Promise<Files> => {
    const listing = await listings.get(contents.entry);
    const all = await (made.get(listing) ?? make(listing));
    return isOutdated(all) ? make(listing) : all;
  };
  const divided = new WeakMap<Files, Promise<Folder>>();
  /** Undefined: just files. */
  const partsOf = async (all: Files): Promise<Folder | undefined> => {
    if (all.list.length <= splitAt && all.stacked.size === 0) return undefined;
    const parts = divided.get(all) ?? divide(resource, all, known);
    divided.set(all, parts);
    return parts;
  };
  return {
    resource,
    async members(): Promise<readonly Resource[]> {
      const all = await files();
      return (await partsOf(all))?.members() ?? all.list;
    },
    async folder(name) {
      return mayBeDivided ? (await partsOf(await files()))?.folder(name) : undefined;
    },
    async member(name) {
      const all = await files();
      const parts = await partsOf(all);
      const file = parts ? await parts.member(name) : all.byName.get(name);
      return file && 'asset' in file ? upToDate(file as AssetFile, from) : file;
    },
  };
}
