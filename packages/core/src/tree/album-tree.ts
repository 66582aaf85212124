import { TreeError } from '../errors/tree-error.ts';
import type { Catalog } from '../library/catalog.ts';
import type { Loader } from '../library/loader.ts';
import type { AssetSource, OpenOptions } from '../ports/asset-source.ts';
import type { Content } from '../ports/content.ts';
import type { FileResource, Resource, ResourceTree } from '../ports/resource-tree.ts';
import type { AssetFile } from './file.ts';
import type { Folder } from './folder.ts';
import { createRootFolder } from './root-folder.ts';

export interface AlbumTreeParts {
  readonly catalog: Catalog;
  readonly loader: Loader;
  readonly source: AssetSource;
  readonly flatten: boolean;
}

const isAssetFile = (file: FileResource): file is AssetFile => 'asset' in file && 'groupId' in file;
const gone = (): TreeError =>
  new TreeError('not-found', 'There is no such file in the library; list its folder again.');

/** The tree of albums. What is known is answered without the network; what is not known yet is waited for. */
export function createAlbumTree({ catalog, loader, source, flatten }: AlbumTreeParts): ResourceTree {
  const rootFolder = createRootFolder(catalog, loader, flatten);

  const isKnown = (): boolean => catalog.version !== undefined;

  function folderAt(path: readonly string[]): Folder | undefined {
    let folder: Folder | undefined = rootFolder();
    for (const name of path) folder = folder?.folder(name.normalize('NFC'));
    return folder;
  }

  async function resolve(path: readonly string[]): Promise<Resource | undefined> {
    if (!isKnown()) await loader.loadGroups();
    const name = path.at(-1);
    return name === undefined ? rootFolder().resource : folderAt(path.slice(0, -1))?.member(name.normalize('NFC'));
  }

  async function open(file: FileResource, options: OpenOptions = {}): Promise<Content> {
    const known = isAssetFile(file) ? file : await resolve(file.path);
    if (known?.kind !== 'file' || !isAssetFile(known)) throw gone();
    const content = await source.open(known.asset, 'original', options);
    const { size } = content;
    if (size !== undefined && size !== known.asset.size) loader.correctSize(known.groupId, known.asset, size);
    return content;
  }

  return {
    resolve,
    open,
    async members(collection) {
      if (!isKnown()) await loader.loadGroups();
      const folder = folderAt(collection.path);
      if (!folder) throw gone();
      return folder.members();
    },
  };
}
