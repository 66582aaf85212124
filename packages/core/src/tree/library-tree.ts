import { unlessAborted } from '../base/unless-aborted.ts';
import { isSourceKind } from '../catalog/kinds.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetSource, OpenOptions } from '../ports/asset-source.ts';
import type { Content } from '../ports/content.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { CollectionResource, FileResource, Resource, ResourceTree } from '../ports/resource-tree.ts';
import type { Presentation } from '../presentation/presentation.ts';
import { dayTaken } from '../views/day.ts';
import type { View } from '../views/view.ts';
import type { AssetFile } from './asset-file.ts';
import type { Folder } from './folder.ts';
import type { Known } from './known.ts';
import { openFile } from './open-file.ts';
import { createRootFolder } from './root-folder.ts';

export interface LibraryTreeParts extends Omit<Known, 'presentation'> {
  readonly source: AssetSource;
  readonly views: readonly View[];
  /** As many as there are ways to show assets; what they share they have in common. */
  readonly presentations: readonly [Presentation, ...Presentation[]];
}

const isAssetFile = (file: FileResource): file is AssetFile => 'asset' in file && 'groupId' in file;
const gone = (): LibraryError =>
  new LibraryError('not-found', 'There is no such file in the library; list its folder again.');

/** The tree of a library. What is known is answered without the network; what is not known yet is waited for. */
export function createLibraryTree(parts: LibraryTreeParts): ResourceTree {
  const { views, groups, presentations, catalog, listings, visibility } = parts;
  const rootFolder = createRootFolder(views, presentations, parts);

  /** The root of a single view tells of its groups, so those have to be known. */
  async function root(): Promise<Folder> {
    await presentations[0].stacks.know();
    const [only, ...others] = views;
    if (only && others.length === 0 && presentations.length === 1) await groups.ensure(only.kind);
    return rootFolder();
  }

  async function folderAt(path: readonly string[]): Promise<Folder | undefined> {
    let folder: Folder | undefined = await root();
    for (const name of path) folder = await folder?.folder(name.normalize('NFC'));
    return folder;
  }

  async function resolve(path: readonly string[]): Promise<Resource | undefined> {
    const name = path.at(-1);
    if (name === undefined) return (await root()).resource;
    return (await folderAt(path.slice(0, -1)))?.member(name.normalize('NFC'));
  }

  async function open(file: FileResource, options: OpenOptions = {}): Promise<Content> {
    const known = isAssetFile(file) ? file : await resolve(file.path);
    if (known?.kind !== 'file' || !isAssetFile(known) || visibility.isGone(known.asset.id)) throw gone();
    try {
      return await openFile(known, { ...parts, presentation: presentations[0] }, options);
    } catch (error) {
      if (LibraryError.is(error) && error.code === 'conflict') await listAgain(known);
      throw error;
    }
  }

  /** What is made of months is made anew of the one that has the asset. */
  async function makeAgain({ group }: CatalogEntry, asset: Asset): Promise<void> {
    const month = catalog.entry(dayTaken(asset).month);
    if (month) await listings.read(month.group);
    await groups.load(group.kind);
    const now = catalog.entry(group.id);
    if (now) await listings.read(now.group);
  }

  /** The library has another file than was listed. What cannot be read now is read at the next refresh. */
  async function listAgain({ groupId, asset }: AssetFile): Promise<void> {
    const entry = catalog.entry(groupId);
    if (!entry) return;
    const isOfSource = isSourceKind(entry.group.kind);
    await (isOfSource ? listings.read(entry.group) : makeAgain(entry, asset)).catch(() => {});
  }

  async function members({ path }: CollectionResource): Promise<readonly Resource[]> {
    const folder = await folderAt(path);
    if (!folder) throw gone();
    return folder.members();
  }

  return {
    resolve: (path, { signal } = {}) => unlessAborted(() => resolve(path), signal),
    members: (collection, { signal } = {}) => unlessAborted(() => members(collection), signal),
    open,
  };
}
