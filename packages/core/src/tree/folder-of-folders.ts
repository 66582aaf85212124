import type { CollectionResource } from '../ports/resource-tree.ts';
import type { Folder } from './folder.ts';

const byName = (a: CollectionResource, b: CollectionResource): number => (a.name < b.name ? -1 : 1);

/** A collection whose members are collections. */
export function folderOfFolders(resource: CollectionResource, folders: readonly Folder[]): Folder {
  const byTheirName = new Map(folders.map((folder) => [folder.resource.name, folder]));
  let members: readonly CollectionResource[] | undefined;
  return {
    resource,
    async members() {
      members ??= folders.map((folder) => folder.resource).sort(byName);
      return members;
    },
    folder: async (name) => byTheirName.get(name),
    member: async (name) => byTheirName.get(name)?.resource,
  };
}
