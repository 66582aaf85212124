import { unlessAborted } from '../base/unless-aborted.ts';
import { isSourceKind } from '../catalog/kinds.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetSource } from '../ports/asset-source.ts';
import type { Content } from '../ports/content.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { CollectionResource, FileResource, Resource } from '../ports/resource.ts';
import type { OpenFileOptions, ResourceTree } from '../ports/resource-tree.ts';
import type { TreeWriter } from '../ports/tree-writer.ts';
import type { Presentation } from '../presentation/presentation.ts';
import { createAlternates } from '../renditions/alternates.ts';
import { dayTaken } from '../views/day.ts';
import type { View } from '../views/view.ts';
import { withTrueSize } from './file-resource.ts';
import type { Collection, Found, FoundFile } from './found.ts';
import { openFile } from './open-file.ts';
import { createRoot } from './root-collection.ts';
import type { TreeParts } from './tree-parts.ts';

export interface LibraryTreeParts extends Omit<TreeParts, 'presentation' | 'alternates' | 'isWritable'> {
  readonly source: AssetSource;
  readonly views: readonly View[];
  /** One for each way to show assets; they share caches and stacks. */
  readonly presentations: readonly [Presentation, ...Presentation[]];
  /** Absent = the tree is read only. */
  readonly createWriter?: ((find: Find, tree: ResourceTree) => TreeWriter) | undefined;
}

/** What a path leads to. */
export type Find = (path: readonly string[]) => Promise<Found | undefined>;

const gone = (): LibraryError =>
  new LibraryError('not-found', 'There is no such file in the library; list its folder again.');

/** The tree of a library. Cached groups and listings are shown without the network; others are waited for. */
export function createLibraryTree(parts: LibraryTreeParts): ResourceTree {
  const { source, views, groups, presentations, catalog, listings, visibility, sizes } = parts;
  const [presentation] = presentations;
  const alternates = createAlternates(source.renditions !== undefined);
  const isWritable = parts.createWriter !== undefined;
  const root = createRoot(views, presentations, { ...parts, alternates, isWritable });
  const [onlyView] = views.length === 1 && presentations.length === 1 ? views : [];

  async function rootNow(): Promise<Collection> {
    if (presentation.stackChoice !== 'all') await presentation.stacks.ensure();
    // The times and the tag of a root of one view follow from its groups.
    if (onlyView && catalog.generationOf(onlyView.kind) === undefined) await groups.ensure(onlyView.kind);
    return root();
  }

  async function find(path: readonly string[]): Promise<Found | undefined> {
    let found: Found | undefined = await rootNow();
    for (const name of path) {
      if (found?.kind !== 'collection') return undefined;
      found = await found.find(name.normalize('NFC'));
    }
    return found;
  }

  async function resolve(path: readonly string[]): Promise<Resource | undefined> {
    const found = await find(path);
    return found?.kind === 'file' ? withTrueSize(found, sizes) : found?.resource;
  }

  async function members({ path }: CollectionResource): Promise<readonly Resource[]> {
    const found = await find(path);
    if (found?.kind !== 'collection') throw gone();
    return found.members();
  }

  /** The file at the path, or where it went inside its collection when it got another name. */
  async function findFile({ path, id }: FileResource): Promise<FoundFile> {
    const outer = await find(path.slice(0, -1));
    if (outer?.kind !== 'collection') throw gone();
    const isSame = (found: Found | undefined): found is FoundFile => found?.kind === 'file' && found.resource.id === id;
    let found = await outer.find((path.at(-1) ?? '').normalize('NFC'));
    if (!isSame(found)) {
      const renamed = (await outer.members()).find((member) => member.id === id);
      found = renamed && (await outer.find(renamed.name));
    }
    if (!isSame(found) || visibility.isGone(found.origin.asset.id)) throw gone();
    return found;
  }

  async function open(file: FileResource, options: OpenFileOptions = {}): Promise<Content> {
    const found = await unlessAborted(() => findFile(file), options.signal);
    try {
      return await openFile(file, found, { source, sizes, presentation }, options);
    } catch (error) {
      if (LibraryError.is(error) && error.code === 'conflict') await listAgain(found);
      throw error;
    }
  }

  /** What is made of months is made again, of the one that has the asset. */
  async function makeAgain({ group }: CatalogEntry, asset: Asset): Promise<void> {
    const month = catalog.entry(dayTaken(asset).month);
    if (month) await listings.read(month.group);
    await groups.load(group.kind);
    const now = catalog.entry(group.id);
    if (now) await listings.read(now.group);
  }

  /** The library has another file than was listed. What cannot be read now is read at the next refresh. */
  async function listAgain({ groupId, origin: { asset } }: FoundFile): Promise<void> {
    const entry = catalog.entry(groupId);
    if (!entry) return;
    const isOfSource = isSourceKind(entry.group.kind);
    await (isOfSource ? listings.read(entry.group) : makeAgain(entry, asset)).catch(() => {});
  }

  const tree: ResourceTree = {
    resolve: (path, { signal } = {}) => unlessAborted(() => resolve(path), signal),
    members: (collection, { signal } = {}) => unlessAborted(() => members(collection), signal),
    open,
  };
  return parts.createWriter ? { ...tree, writer: parts.createWriter(find, tree) } : tree;
}
