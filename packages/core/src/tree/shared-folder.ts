import { createNameTable, nameKey } from '../names/name-table.ts';
import type { CollectionResource, Resource } from '../ports/resource-tree.ts';
import type { Folder } from './folder.ts';
import { folderOfFolders } from './folder-of-folders.ts';
import { movedTo, moveFolder } from './move-folder.ts';

/** What a suffix is made of: not what changes with the content. */
const idOf = (member: Resource): string =>
  'asset' in member ? (member.asset as { readonly id: string }).id : member.name;

/** New names for those of a folder's own members that have the name of a folder beside them, by their old ones. */
function namesBeside(folders: readonly CollectionResource[], own: readonly Resource[]): ReadonlyMap<string, string> {
  const taken = new Set(folders.map(({ name }) => nameKey(name)));
  const clashing = own.filter(({ name }) => taken.has(nameKey(name)));
  if (clashing.length === 0) return new Map();
  const table = createNameTable();
  for (const { name } of [...folders, ...own]) table.keep(name);
  return new Map(clashing.map((member) => [member.name, table.claim(member.name, idOf(member))]));
}

/** What a folder has of its own, beside others. */
interface Own {
  /** New names by old ones, where they differ. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly oldNames: ReadonlyMap<string, string>;
  readonly together: readonly Resource[];
}

/** A folder that has members of its own and folders: `own` as it would be without them. No member hides another. */
export function sharedFolder(resource: CollectionResource, own: Folder, folders: readonly Folder[]): Folder {
  const others = folderOfFolders(resource, folders);
  const resources = folders.map((folder) => folder.resource);
  const known = new WeakMap<readonly Resource[], Own>();
  const rename = (member: Resource, name: string | undefined): Resource =>
    name === undefined ? member : movedTo(member, [...resource.path, name]);

  async function know(): Promise<Own> {
    const list = await own.members();
    const before = known.get(list);
    if (before) return before;
    const renamed = namesBeside(resources, list);
    const oldNames = new Map([...renamed].map(([from, to]) => [to, from]));
    const here = renamed.size === 0 ? list : list.map((member) => rename(member, renamed.get(member.name)));
    const now = { renamed, oldNames, together: [...(await others.members()), ...here] };
    known.set(list, now);
    return now;
  }
  /** What a member of its own was called before, if it is called so. */
  async function ownName(name: string): Promise<string | undefined> {
    const { renamed, oldNames } = await know();
    return renamed.has(name) ? undefined : (oldNames.get(name) ?? name);
  }
  return {
    resource,
    members: async () => (await know()).together,
    async folder(name) {
      const other = await others.folder(name);
      if (other) return other;
      const before = await ownName(name);
      const found = before === undefined ? undefined : await own.folder(before);
      return found && before !== name ? moveFolder(found, [...resource.path, name]) : found;
    },
    async member(name) {
      const other = await others.member(name);
      if (other) return other;
      const before = await ownName(name);
      const found = before === undefined ? undefined : await own.member(before);
      return found && before !== name ? rename(found, name) : found;
    },
  };
}
