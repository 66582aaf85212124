import type { CollectionResource, FileResource, Resource } from '../../ports/resource.ts';
import type { ResourceTree } from '../../ports/resource-tree.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { ConformanceError, must } from '../expect.ts';

/**
 * A tree under test, at rest: each collection was listed once, because a listing may complete metadata. It has a file of at least two bytes whose size is listed, and a name that differs between the Unicode forms
 * NFC and NFD.
 */
export interface TreeUnderTest {
  readonly tree: ResourceTree;
  /** Another tree over the same library, as after a restart or in another process. */
  readonly restarted?: ResourceTree;
  /** Paths of one asset that the tree shows more than once. */
  readonly sameAsset?: readonly (readonly string[])[];
  /** The content of some files. */
  readonly files?: readonly { readonly path: readonly string[]; readonly content: Uint8Array }[];
  /** The path of a file with alternates, at least one of which the library has. */
  readonly alternates?: readonly string[];
  /** The path of a file whose listed size is wrong. */
  readonly wronglySized?: readonly string[];
  /** Changes a member of a collection; returns the path of the collection. */
  readonly change?: () => Promise<readonly string[]>;
}

/** One rule of the `ResourceTree` port. */
export type ResourceTreeCase = ConformanceCase<TreeUnderTest>;

/** A collection with its members. */
export interface ListedCollection {
  readonly collection: CollectionResource;
  readonly members: readonly Resource[];
}

/** The suite lists so many collections at most, the outermost first. */
const mostCollections = 200;
/** A rule reads so many files at most. */
const mostFiles = 25;

/** The collections of a tree, outermost first. */
export async function collectionsOf(tree: ResourceTree): Promise<readonly ListedCollection[]> {
  const root = await tree.resolve([]);
  must(root?.kind === 'collection', 'The empty path must resolve to a collection.');
  const listed: ListedCollection[] = [];
  const waiting: CollectionResource[] = [root];
  for (let next = waiting.shift(); next && listed.length < mostCollections; next = waiting.shift()) {
    const members = await tree.members(next);
    listed.push({ collection: next, members });
    waiting.push(...members.filter((member) => member.kind === 'collection'));
  }
  return listed;
}

/** Every resource below the root. */
export const resourcesOf = async (tree: ResourceTree): Promise<readonly Resource[]> =>
  (await collectionsOf(tree)).flatMap(({ members }) => members);

/** Some files of a tree. */
export const filesOf = async (tree: ResourceTree): Promise<readonly FileResource[]> =>
  (await resourcesOf(tree)).filter((resource) => resource.kind === 'file').slice(0, mostFiles);

/** A file that the suite reads parts of, and its listed size. */
export async function sampleFile(tree: ResourceTree): Promise<FileResource & { readonly size: number }> {
  for (const file of await filesOf(tree))
    if (file.size !== undefined && file.size > 1) return { ...file, size: file.size };
  throw new ConformanceError('The tree under test needs a file of at least two bytes.');
}

/** A resource at a path that the test names. */
export async function fileAt(tree: ResourceTree, path: readonly string[]): Promise<FileResource> {
  const found = await tree.resolve(path);
  if (found?.kind === 'file') return found;
  throw new ConformanceError(`The tree under test has no file ${path.join('/')}.`);
}

/** Skips a rule unless the test names something of its library. */
export const needs =
  (what: keyof TreeUnderTest, reason: string) =>
  (underTest: TreeUnderTest): string | undefined =>
    underTest[what] === undefined ? reason : undefined;

/** How messages write a path. */
export const inText = (path: readonly string[]): string => `/${path.join('/')}`;
