import type { CollectionResource } from '../ports/resource-tree.ts';
import type { AssetFile } from './asset-file.ts';
import type { Folder } from './folder.ts';

/** A collection in another, as old and as new as that one. */
export const within = (folder: CollectionResource, name: string): CollectionResource => ({
  ...folder,
  name,
  path: [...folder.path, name],
  etag: `${folder.etag}-${name}`,
});

/** A collection of files that may have been made for another. */
export function folderOfFiles(resource: CollectionResource, files: readonly AssetFile[]): Folder {
  const list = files.map((file): AssetFile => ({ ...file, path: [...resource.path, file.name] }));
  const byName = new Map(list.map((file) => [file.name, file]));
  return {
    resource,
    members: async () => list,
    folder: async () => undefined,
    member: async (name) => byName.get(name),
  };
}
