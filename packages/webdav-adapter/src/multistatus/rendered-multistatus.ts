import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Resource } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import { membersPerChunk } from './render.ts';

const compress = promisify(gzip);
/** A multistatus longer than this share of the cache would evict everything else. */
const largestShare = 4;

/** The text of a multistatus, in parts of about equal length. */
export type Chunks = () => AsyncIterable<string>;

/** A cache of rendered multistatus bodies of collections whose members are unchanged. */
export interface RenderedMultistatus {
  /** True when about so many bytes may be cached; stream a longer multistatus. */
  fits(bytes: number): boolean;
  /** The whole multistatus; concurrent calls share one rendering. */
  get(members: readonly Resource[], key: string, gzipped: boolean, chunks: Chunks): Promise<Buffer>;
}

/** Caches up to `maxBytes`, by the identity of the members array and a key of the request. */
export function createRenderedMultistatus(maxBytes: number): RenderedMultistatus {
  const maxEntrySize = Math.max(1, Math.floor(maxBytes / largestShare));
  const keysOf = new Map<number, Set<string>>();
  const cache = new LRUCache<string, Buffer>({
    maxSize: Math.max(1, maxBytes),
    maxEntrySize,
    sizeCalculation: (bytes, key) => bytes.length + key.length,
    dispose: (_bytes, key) => void keysOf.get(identityIn(key))?.delete(key),
  });
  const running = new Map<string, Promise<Buffer>>();
  /** Drops the renderings of collected members arrays: no request can use them. */
  const identify = createIdentities((identity) => {
    const keys = keysOf.get(identity) ?? [];
    keysOf.delete(identity);
    for (const key of keys) cache.delete(key);
  });
  const store = (key: string, bytes: Buffer): void => {
    const identity = identityIn(key);
    cache.set(key, bytes);
    keysOf.set(identity, (keysOf.get(identity) ?? new Set()).add(key));
  };

  const singleFlight = (key: string, render: () => Promise<Buffer>): Promise<Buffer> => {
    const cached = cache.get(key);
    if (cached !== undefined) return Promise.resolve(cached);
    const begun = running.get(key);
    if (begun !== undefined) return begun;
    const rendering = render()
      .then((bytes) => {
        store(key, bytes);
        return bytes;
      })
      .finally(() => running.delete(key));
    running.set(key, rendering);
    return rendering;
  };

  return {
    fits: (bytes) => bytes <= maxEntrySize,
    get(members, key, gzipped, chunks) {
      const identity = identify(members);
      const plain = () => singleFlight(`${identity} ${key}`, () => gather(chunks(), members.length));
      if (!gzipped) return plain();
      return singleFlight(`${identity} gzip ${key}`, async () => compress(await plain(), { level: 1 }));
    },
  };
}

/** Keys begin with the identity of their members array. */
const identityIn = (key: string): number => Number.parseInt(key, 10);

/** Numbers arrays without keeping them alive. */
function createIdentities(onCollected: (identity: number) => void): (members: readonly Resource[]) => number {
  const collected = new FinalizationRegistry(onCollected);
  const identities = new WeakMap<readonly Resource[], number>();
  let next = 1;
  return (members) => {
    const identity = identities.get(members);
    if (identity !== undefined) return identity;
    identities.set(members, next);
    collected.register(members, next);
    return next++;
  };
}

/** Factor by which later parts may exceed the first before the bytes are copied; unwritten memory is never resident. */
const allowance = 1.5;

/** Writes all parts into one buffer; joining them afterwards would hold the bytes in memory twice. */
async function gather(chunks: AsyncIterable<string>, members: number): Promise<Buffer> {
  let bytes: Buffer = Buffer.alloc(0);
  let length = 0;
  for await (const chunk of chunks) {
    const needed = length + Buffer.byteLength(chunk);
    if (needed > bytes.length) {
      const parts = length === 0 ? Math.ceil(members / membersPerChunk) + 1 : 1;
      const larger = Buffer.allocUnsafeSlow(Math.ceil(needed * parts * allowance));
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    length += bytes.write(chunk, length);
  }
  return bytes.subarray(0, length);
}
