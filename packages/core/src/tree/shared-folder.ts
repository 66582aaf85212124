import { eachInSlices } from '../base/slices.ts';
import { createNameTable, nameKey } from '../names/name-table.ts';
import type { Clock } from '../ports/clock.ts';
import type { CollectionResource, Resource } from '../ports/resource-tree.ts';
import type { Folder } from './folder.ts';
import { folderOfFolders } from './folder-of-folders.ts';
import { movedTo, moveFolder } from './move-folder.ts';

/** What a suffix is made of: not what changes with the content. */
const idOf = (member: Resource): string =>
  'asset' in member ? (member.asset as { readonly id: string }).id : member.name;

type Turns = Pick<Clock, 'sleep'>;

/** New names for those of a folder's own members that have the name of a folder beside them, by their old ones. */
async function namesBeside(
  folders: readonly CollectionResource[],
  own: readonly Resource[],
  turns: Turns,
): Promise<ReadonlyMap<string, string>> {
  const taken = new Set(folders.map(({ name }) => nameKey(name)));
  const clashing: Resource[] = [];
  await eachInSlices(own, (member) => void (taken.has(nameKey(member.name)) && clashing.push(member)), turns);
  if (clashing.length === 0) return new Map();
  const table = createNameTable();
  await eachInSlices([...folders, ...own], ({ name }) => void table.keep(name), turns);
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
export function sharedFolder(
  resource: CollectionResource,
  own: Folder,
  folders: readonly Folder[],
  turns: Turns,
): Folder {
  const others = folderOfFolders(resource, folders);
  const resources = folders.map((folder) => folder.resource);
  const known = new WeakMap<readonly Resource[], Promise<Own>>();
  const rename = (member: Resource, name: string | undefined): Resource =>
    name === undefined ? member : movedTo(member, [...resource.path, name]);

  async function arrange(list: readonly Resource[]): Promise<Own> {
    const renamed = await namesBeside(resources, list, turns);
    const oldNames = new Map([...renamed].map(([from, to]) => [to, from]));
    const here = renamed.size === 0 ? list : list.map((member) => rename(member, renamed.get(member.name)));
    return { renamed, oldNames, together: [...(await others.members()), ...here] };
  }
  async function know(): Promise<Own> {
    const list = await own.members();
    const arranged = known.get(list) ?? arrange(list);
    known.set(list, arranged);
    return arranged;
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
