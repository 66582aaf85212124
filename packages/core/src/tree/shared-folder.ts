import { createNameTable, nameKey } from '../names/name-table.ts';
import type { CollectionResource, Resource } from '../ports/resource-tree.ts';
import type { Folder } from './folder.ts';
import { folderOfFolders } from './folder-of-folders.ts';

/** What a folder's own files are called beside folders: those that have the name of one get a suffix. */
function namesBeside(folders: readonly CollectionResource[], own: readonly Resource[]): ReadonlyMap<string, Resource> {
  const taken = new Set(folders.map(({ name }) => nameKey(name)));
  const clashing = own.filter(({ name }) => taken.has(nameKey(name)));
  if (clashing.length === 0) return new Map(own.map((member) => [member.name, member]));
  const table = createNameTable();
  for (const { name } of [...folders, ...own]) table.keep(name);
  const renamed = (member: Resource): Resource => {
    if (!clashing.includes(member)) return member;
    const name = table.claim(member.name, member.etag);
    return { ...member, name, path: [...member.path.slice(0, -1), name] };
  };
  return new Map(own.map(renamed).map((member) => [member.name, member]));
}

/** A folder that has files of its own and folders: `own` as it would be without them. */
export function sharedFolder(resource: CollectionResource, own: Folder, folders: readonly Folder[]): Folder {
  const others = folderOfFolders(resource, folders);
  const resources = folders.map((folder) => folder.resource);
  const named = new WeakMap<readonly Resource[], ReadonlyMap<string, Resource>>();
  const together = new WeakMap<readonly Resource[], readonly Resource[]>();

  async function ownMembers(): Promise<{ list: readonly Resource[]; byName: ReadonlyMap<string, Resource> }> {
    const list = await own.members();
    const byName = named.get(list) ?? namesBeside(resources, list);
    named.set(list, byName);
    return { list, byName };
  }
  return {
    resource,
    async members() {
      const { list, byName } = await ownMembers();
      const all = together.get(list) ?? [...(await others.members()), ...byName.values()];
      together.set(list, all);
      return all;
    },
    folder: async (name) => (await others.folder(name)) ?? own.folder(name),
    async member(name) {
      const folder = await others.member(name);
      return folder ?? (await own.member(name)) ?? (await ownMembers()).byName.get(name);
    },
  };
}
