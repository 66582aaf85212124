import { splitExtension } from '../names/legal-name.ts';
import type { Asset } from '../ports/asset.ts';
import type { CatalogEntry, Listing, NamedAsset } from '../ports/listing.ts';
import type { CollectionResource, Resource } from '../ports/resource-tree.ts';
import { createFiles, type Files, type FilesOf, upToDate } from './file.ts';
import type { Folder } from './folder.ts';
import type { Known } from './known.ts';
import { splitFolder } from './split-folder.ts';

/** Whose files a folder has, and which of them. */
export interface Contents {
  readonly entry: CatalogEntry;
  readonly includes: (asset: Asset) => boolean;
}

function filesOf({ path }: CollectionResource, { entry, includes }: Contents, known: Known): FilesOf {
  const { sizes, excludedExtensions } = known;
  const isWanted = ({ name }: NamedAsset): boolean =>
    !excludedExtensions.has(splitExtension(name).extension.slice(1).toLowerCase());
  return {
    path,
    sizes,
    groupId: entry.group.id,
    includes: (member) => includes(member.asset) && isWanted(member),
  };
}

/** A collection of the files of one group; of folders with a part each where those are too many. */
export function filesFolder(resource: CollectionResource, contents: Contents, known: Known): Folder {
  const { listings, clock, splitAt } = known;
  const from = filesOf(resource, contents, known);
  // Lives as long as the listing does: the store decides what stays in memory.
  const made = new WeakMap<Listing, Promise<Files>>();
  const files = async (): Promise<Files> => {
    const listing = await listings.need(contents.entry);
    const making = made.get(listing) ?? createFiles(listing, from, clock);
    made.set(listing, making);
    return making;
  };
  const split = new WeakMap<Files, Folder>();
  const partsOf = (all: Files): Folder | undefined => {
    if (all.list.length <= splitAt) return undefined;
    const parts = split.get(all) ?? splitFolder(resource, all.list, splitAt);
    split.set(all, parts);
    return parts;
  };
  return {
    resource,
    async members(): Promise<readonly Resource[]> {
      const all = await files();
      return partsOf(all)?.members() ?? all.list;
    },
    async folder(name) {
      return splitAt === Number.POSITIVE_INFINITY ? undefined : partsOf(await files())?.folder(name);
    },
    async member(name) {
      const all = await files();
      const parts = partsOf(all);
      if (parts) return parts.member(name);
      const file = all.byName.get(name);
      return file && upToDate(file, from);
    },
  };
}
