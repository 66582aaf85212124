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
  let made: { readonly list: readonly AssetFile[]; readonly byName: ReadonlyMap<string, AssetFile> } | undefined;
  /** There may be many such folders, of which few are opened. */
  function make(): NonNullable<typeof made> {
    const list = files.map((file): AssetFile => ({ ...file, path: [...resource.path, file.name] }));
    made ??= { list, byName: new Map(list.map((file) => [file.name, file])) };
    return made;
  }
  return {
    resource,
    members: async () => (made ?? make()).list,
    folder: async () => undefined,
    member: async (name) => (made ?? make()).byName.get(name),
  };
}
