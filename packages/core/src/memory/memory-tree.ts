import { createDigest } from '../base/digest.ts';
import { openBytes } from '../base/open-bytes.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { Rendition } from '../ports/asset.ts';
import type { Content } from '../ports/content.ts';
import type { FileResource, Resource } from '../ports/resource.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
import type { MemoryRendition } from './memory-library.ts';

/** A file of a memory tree. */
export interface MemoryFile {
  readonly content: Uint8Array;
  /** `application/octet-stream` unless set. */
  readonly mediaType?: string;
  /** Milliseconds since 1970-01-01T00:00Z; 0 unless set. */
  readonly modifiedAt?: number;
  readonly sha1?: string;
  /** Equal for one asset at several paths; made of the path unless set. */
  readonly id?: string;
  /** Made of the content unless set. */
  readonly etag?: string;
  /** A size that is wrong, or undefined for an unknown one, until a read proves the true size. */
  readonly listedSize?: number | undefined;
  readonly alternates?: { readonly [Name in Rendition]?: MemoryRendition };
}

/** The reference `ResourceTree`: collections and files in memory, for tests of front ends. */
export interface MemoryTree extends ResourceTree {
  /** Adds a collection and its parents. Throws `invalid-name` for a name that no file system has. */
  addCollection(path: readonly string[]): void;
  /** Adds or replaces a file, and adds its parents. Throws `invalid-name`, and `already-exists` in place of a collection. */
  addFile(path: readonly string[], file: MemoryFile): void;
  /** Removes a file, or a collection with all that it contains. */
  remove(path: readonly string[]): void;
}

type Branch = Map<string, Branch | MemoryFile>;

/** The tree as it is listed between two changes. */
interface Listed {
  readonly root: Resource;
  /** Members of each collection, by its path. */
  readonly members: ReadonlyMap<string, readonly Resource[]>;
}

const keyOf = (path: readonly string[]): string => path.map((name) => name.normalize('NFC')).join('/');
const gone = (): LibraryError => new LibraryError('not-found', 'The tree has nothing at this path.');

/** Makes an empty tree. */
export function createMemoryTree(): MemoryTree {
  const root: Branch = new Map();
  let listed: Listed | undefined;
  const list = (): Listed => {
    listed ??= listBranch(root);
    return listed;
  };
  const change = (path: readonly string[], file: MemoryFile | undefined): void => {
    put(root, path, file);
    listed = undefined;
  };

  function find(path: readonly string[]): Resource | undefined {
    const name = path.at(-1)?.normalize('NFC');
    if (name === undefined) return list().root;
    return list()
      .members.get(keyOf(path.slice(0, -1)))
      ?.find((member) => member.name === name);
  }

  function fileAt({ path, id, etag }: FileResource): MemoryFile {
    const now = find(path);
    const file = childOf(root, path);
    if (now?.id !== id || file === undefined || file instanceof Map) throw gone();
    if (now.etag !== etag) throw new LibraryError('conflict', 'The file has changed; resolve its path again.');
    return file;
  }

  /** Lists the true size from now on. */
  function correct(path: readonly string[], file: MemoryFile): void {
    if (!('listedSize' in file) || childOf(root, path) !== file) return;
    const { listedSize: _wrong, ...corrected } = file;
    change(path, corrected);
  }

  return {
    addCollection: (path) => change(path, undefined),
    addFile: (path, file) => change(path, file),
    remove(path) {
      const parent = childOf(root, path.slice(0, -1));
      if (parent instanceof Map) parent.delete(path.at(-1)?.normalize('NFC') ?? '');
      listed = undefined;
    },
    async resolve(path, options) {
      refuseAborted(options?.signal);
      return find(path);
    },
    async members({ path }, options) {
      refuseAborted(options?.signal);
      const members = list().members.get(keyOf(path));
      if (!members) throw gone();
      return members;
    },
    async open(resource, { range, signal, as } = {}) {
      refuseAborted(signal);
      const file = fileAt(resource);
      if (as !== undefined) return openAlternate(file, as, range);
      if (range) correct(resource.path, file);
      const content = openBytes(file.content, range);
      const etag = find(resource.path)?.etag ?? resource.etag;
      const body = range ? content.body : afterwards(content.body, () => correct(resource.path, file));
      return { ...content, body, mediaType: resource.mediaType, tag: etag };
    },
  };
}

function openAlternate({ alternates }: MemoryFile, as: Rendition, range: Parameters<typeof openBytes>[1]): Content {
  const found = alternates?.[as];
  if (!found) throw new LibraryError('not-supported', `The file has no ${as}.`);
  return { ...openBytes(found.content, range), mediaType: found.mediaType, tag: digestOf(found.content) };
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LibraryError('unavailable', 'The request was aborted.');
}

async function* afterwards(body: AsyncIterable<Uint8Array>, then: () => void): AsyncGenerator<Uint8Array> {
  yield* body;
  then();
}

function digestOf(content: Uint8Array, ...texts: readonly string[]): string {
  const digest = createDigest();
  digest.addBytes(content);
  for (const text of texts) digest.add(text);
  return digest.hex();
}

function childOf(root: Branch, path: readonly string[]): Branch | MemoryFile | undefined {
  let found: Branch | MemoryFile | undefined = root;
  for (const name of path) found = found instanceof Map ? found.get(name.normalize('NFC')) : undefined;
  return found;
}

const isLegal = (name: string): boolean => !['', '.', '..'].includes(name) && !name.includes('/');

function put(root: Branch, path: readonly string[], file: MemoryFile | undefined): void {
  if (path.length === 0 || !path.every(isLegal))
    throw new LibraryError('invalid-name', `No file has the path ${path.join('/')}.`);
  let branch = root;
  for (const [depth, name] of path.map((each) => each.normalize('NFC')).entries()) {
    const isLast = depth === path.length - 1;
    const found = branch.get(name);
    const isInTheWay = isLast && file ? found instanceof Map : found !== undefined && !(found instanceof Map);
    if (isInTheWay) throw new LibraryError('already-exists', `The tree has something else at ${path.join('/')}.`);
    if (isLast && file) branch.set(name, file);
    else {
      const next: Branch = found instanceof Map ? found : new Map();
      branch.set(name, next);
      branch = next;
    }
  }
}

function listFile(path: readonly string[], file: MemoryFile): FileResource {
  const { content, mediaType = 'application/octet-stream', modifiedAt = 0, sha1, alternates } = file;
  const size = 'listedSize' in file ? file.listedSize : content.length;
  return {
    kind: 'file',
    id: file.id ?? `file ${keyOf(path)}`,
    name: path.at(-1) ?? '',
    path,
    createdAt: modifiedAt,
    modifiedAt,
    etag: file.etag ?? digestOf(content, mediaType, `${modifiedAt}`),
    mediaType,
    ...(size !== undefined && { size }),
    ...(sha1 !== undefined && { sha1 }),
    ...(alternates && { alternates: Object.keys(alternates) as Rendition[] }),
  };
}

function listBranch(root: Branch): Listed {
  const members = new Map<string, readonly Resource[]>();
  const listCollection = (path: readonly string[], branch: Branch): Resource => {
    const all = [...branch].map(([name, child]) => {
      const below = [...path, name];
      return child instanceof Map ? listCollection(below, child) : listFile(below, child);
    });
    members.set(keyOf(path), all);
    const digest = createDigest();
    let modifiedAt = 0;
    for (const member of all) {
      digest.add(member.name);
      digest.add(`${member.etag} ${member.kind === 'file' ? member.size : ''}`);
      modifiedAt = Math.max(modifiedAt, member.modifiedAt);
    }
    return {
      kind: 'collection',
      id: `collection ${keyOf(path)}`,
      name: path.at(-1) ?? '',
      path,
      createdAt: 0,
      modifiedAt,
      etag: digest.hex(),
      count: all.length,
    };
  };
  return { root: listCollection([], root), members };
}
