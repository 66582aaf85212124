import { Readable } from 'node:stream';
import {
  type CollectionResource,
  createMemoryTree,
  type FileResource,
  LibraryError,
  type OpenFileOptions,
  type RequestOptions,
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

/** The memory tree of the core, which counts open bodies and can misbehave. */
export class MemoryTree implements ResourceTree {
  readonly #tree = createMemoryTree();
  readonly #bytes = new Map<string, Buffer>();
  readonly signals: AbortSignal[] = [];
  openBodies = 0;
  opens = 0;
  /** False: a range past the end is refused without its size, and the listing stays as it is. */
  tellsLength = true;
  /** True: the whole is sent in the place of a part. */
  ignoresRanges = false;
  /** Set to make `open` fail, or to make bodies of its own. */
  onOpen?: (file: FileResource, options: OpenFileOptions) => void;
  makeBody?: (bytes: Buffer, options: OpenFileOptions) => Readable;

  collection(...path: string[]): this {
    this.#tree.addCollection(path);
    return this;
  }

  file(path: string[], { bytes, mediaType = 'image/jpeg', ...more }: FileOptions): this {
    const etag = `f-${path.join('-').length}-${bytes.length}`;
    this.#tree.addFile(path, { content: bytes, mediaType, modifiedAt, etag, ...more });
    this.#bytes.set(path.join('/'), bytes);
    return this;
  }

  resolve(path: readonly string[], options?: RequestOptions) {
    return this.#tree.resolve(path, options);
  }

  members(collection: CollectionResource, options?: RequestOptions) {
    return this.#tree.members(collection, options);
  }

  async open(file: FileResource, options: OpenFileOptions = {}) {
    this.opens += 1;
    if (options.signal !== undefined) this.signals.push(options.signal);
    this.onOpen?.(file, options);
    const whole = this.#bytes.get(file.path.join('/')) ?? Buffer.alloc(0);
    const { range, ...withoutRange } = options;
    if (!this.tellsLength && (range?.first ?? 0) >= whole.length)
      throw new LibraryError('range-not-satisfiable', 'Past the end.');
    const content = await this.#tree.open(file, this.ignoresRanges ? withoutRange : options);
    const { first, last } = content.range ?? { first: 0, last: whole.length - 1 };
    const body = this.makeBody?.(whole.subarray(first, last + 1), options) ?? Readable.from(inSlices(content.body));
    this.openBodies += 1;
    body.once('close', () => {
      this.openBodies -= 1;
    });
    options.signal?.addEventListener('abort', () => body.destroy());
    const { size } = content;
    return { body, ...(size !== undefined && { size }), ...(content.range && { range: content.range }) };
  }
}

async function* inSlices(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body)
    for (let at = 0; at < chunk.length; at += 16_384) yield chunk.subarray(at, at + 16_384);
}
