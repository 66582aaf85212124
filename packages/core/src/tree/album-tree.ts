import { TreeError } from '../errors/tree-error.ts';
import type { GroupsLoader } from '../library/load-groups.ts';
import type { AssetSource, OpenOptions } from '../ports/asset-source.ts';
import type { Content } from '../ports/content.ts';
import type { FileResource, Resource, ResourceTree } from '../ports/resource-tree.ts';
import type { AssetFile } from './file.ts';
import type { Folder } from './folder.ts';
import type { Known } from './known.ts';
import { openFile } from './open-file.ts';
import { createRootFolder } from './root-folder.ts';

export interface AlbumTreeParts extends Known {
  readonly source: AssetSource;
  readonly groups: GroupsLoader;
}

const isAssetFile = (file: FileResource): file is AssetFile => 'asset' in file && 'groupId' in file;
const gone = (): TreeError =>
  new TreeError('not-found', 'There is no such file in the library; list its folder again.');

/** The tree of albums. What is known is answered without the network; what is not known yet is waited for. */
export function createAlbumTree(parts: AlbumTreeParts): ResourceTree {
  const { catalog, groups, listings } = parts;
  const rootFolder = createRootFolder(parts);
  const isKnown = (): boolean => catalog.version !== undefined;

  function folderAt(path: readonly string[]): Folder | undefined {
    let folder: Folder | undefined = rootFolder();
    for (const name of path) folder = folder?.folder(name.normalize('NFC'));
    return folder;
  }

  async function resolve(path: readonly string[]): Promise<Resource | undefined> {
    if (!isKnown()) await groups.know();
    const name = path.at(-1);
    return name === undefined ? rootFolder().resource : folderAt(path.slice(0, -1))?.member(name.normalize('NFC'));
  }

  async function open(file: FileResource, options: OpenOptions = {}): Promise<Content> {
    const known = isAssetFile(file) ? file : await resolve(file.path);
    if (known?.kind !== 'file' || !isAssetFile(known)) throw gone();
    try {
      return await openFile(known, parts, options);
    } catch (error) {
      if (TreeError.is(error) && error.code === 'conflict') await listAgain(known);
      throw error;
    }
  }

  /** The library has another file than was listed. What cannot be read now is read at the next refresh. */
  async function listAgain({ groupId }: AssetFile): Promise<void> {
    const entry = catalog.entries.get(groupId);
    if (entry) await listings.read(entry.group).catch(() => {});
  }

  return {
    resolve,
    open,
    async members(collection) {
      if (!isKnown()) await groups.know();
      const folder = folderAt(collection.path);
      if (!folder) throw gone();
      return folder.members();
    },
  };
}
