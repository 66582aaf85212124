import { Readable } from 'node:stream';
import {
  type CollectionResource,
  type FileResource,
  LibraryError,
  type OpenFileOptions,
  type Resource,
  type ResourceTree,
} from '@immich-webdav/core';

export interface FileOptions {
  readonly bytes: Buffer;
  /** What the listing says, where it is wrong or silent. */
  readonly listedSize?: number | undefined;
  readonly mediaType?: string;
  readonly sha1?: string;
}

export const modifiedAt: number = Date.UTC(2024, 4, 6, 7, 8, 9);

/** A tree held in memory, written by hand so that the front end is tested without the core's own; it counts what is open. */
export class MemoryTree implements ResourceTree {
  readonly #members = new Map<string, Resource[]>();
  readonly #bytes = new Map<string, Buffer>();
  readonly signals: AbortSignal[] = [];
  openBodies = 0;
  opens = 0;
  /** False: a range past the end is refused without telling the length, and the listing stays as it is. */
  tellsLength = true;
  /** True: the whole is sent in the place of a part. */
  ignoresRanges = false;
  /** Set to make `open` fail, or to make bodies of its own. */
  onOpen?: (file: FileResource, options: OpenFileOptions) => void;
  makeBody?: (bytes: Buffer, options: OpenFileOptions) => Readable;

  constructor() {
    this.#members.set('', []);
  }

  collection(...path: string[]): this {
    const resource: CollectionResource = { kind: 'collection', ...this.#common(path, `c-${path.join('-')}`) };
    this.#members.set(path.join('/'), []);
    this.#add(path, resource);
    return this;
  }

  file(path: string[], options: FileOptions): this {
    const size = 'listedSize' in options ? options.listedSize : options.bytes.length;
    const resource: FileResource = {
      kind: 'file',
      ...this.#common(path, `f-${path.join('-').length}-${options.bytes.length}`),
      mediaType: options.mediaType ?? 'image/jpeg',
      ...(size === undefined ? {} : { size }),
      ...(options.sha1 === undefined ? {} : { sha1: options.sha1 }),
    };
    this.#bytes.set(path.join('/'), options.bytes);
    this.#add(path, resource);
    return this;
  }

  async resolve(path: readonly string[]): Promise<Resource | undefined> {
    if (path.length === 0) return { kind: 'collection', ...this.#common([], 'root') };
    const siblings = this.#members.get(path.slice(0, -1).join('/').normalize());
    return siblings?.find((member) => member.name === path.at(-1)?.normalize());
  }

  async members(collection: CollectionResource): Promise<readonly Resource[]> {
    return this.#members.get(collection.path.join('/')) ?? [];
  }

  async open(file: FileResource, options: OpenFileOptions = {}) {
    this.opens += 1;
    if (options.signal !== undefined) this.signals.push(options.signal);
    this.onOpen?.(file, options);
    const whole = this.#bytes.get(file.path.join('/')) ?? Buffer.alloc(0);
    const range = this.ignoresRanges ? undefined : options.range;
    if (range !== undefined && range.first >= whole.length) throw this.#pastTheEnd(file, whole.length);
    if (range !== undefined) this.#correct(file, whole.length);
    const bytes = range === undefined ? whole : whole.subarray(range.first, range.last + 1);
    const body = this.makeBody?.(bytes, options) ?? Readable.from(slices(bytes), { objectMode: false });
    this.openBodies += 1;
    body.once('close', () => {
      this.openBodies -= 1;
    });
    if (range === undefined) body.once('end', () => this.#correct(file, whole.length));
    options.signal?.addEventListener('abort', () => body.destroy());
    const size = whole.length;
    return range === undefined
      ? { body, size }
      : { body, size, range: { first: range.first, last: Math.min(range.last, size - 1) } };
  }

  #pastTheEnd(file: FileResource, size: number): LibraryError {
    if (!this.tellsLength) return new LibraryError('range-not-satisfiable', 'Past the end.');
    this.#correct(file, size);
    return new LibraryError('range-not-satisfiable', 'Past the end.', { size });
  }

  /** As the library's own tree does: once the true length is proven, by a part that told it or a whole that ended. */
  #correct(file: FileResource, size: number): void {
    const siblings = this.#members.get(file.path.slice(0, -1).join('/')) ?? [];
    const index = siblings.findIndex((member) => member.name === file.name);
    if (file.size !== undefined && file.size !== size) siblings[index] = { ...file, size };
  }

  #common(path: readonly string[], etag: string) {
    return { id: `/${path.join('/')}`, name: path.at(-1) ?? '', path, createdAt: modifiedAt - 1000, modifiedAt, etag };
  }

  #add(path: readonly string[], resource: Resource): void {
    this.#members.get(path.slice(0, -1).join('/'))?.push(resource);
  }
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384);
}
