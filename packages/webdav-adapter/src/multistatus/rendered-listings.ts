import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Resource } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import { membersPerChunk } from './render.ts';

const compress = promisify(gzip);
/** A listing longer than this part of the cache would push out everything else. */
const largestShare = 4;

/** A listing's text from its beginning, in parts of about equal length. */
export type Chunks = () => AsyncIterable<string>;

/** The rendered bytes of listings whose members have not changed since. */
export interface RenderedListings {
  /** True when a listing of about so many bytes may be kept; longer ones are streamed. */
  fits(bytes: number): boolean;
  /** The whole listing; several that ask at once share one rendering. */
  get(members: readonly Resource[], key: string, gzipped: boolean, chunks: Chunks): Promise<Buffer>;
}

/** Keeps rendered listings up to a number of bytes, by the identity of the members array and what was asked of it. */
export function createRenderedListings(maxBytes: number): RenderedListings {
  const maxEntrySize = Math.max(1, Math.floor(maxBytes / largestShare));
  const keysOf = new Map<number, Set<string>>();
  const cache = new LRUCache<string, Buffer>({
    maxSize: Math.max(1, maxBytes),
    maxEntrySize,
    sizeCalculation: (bytes, key) => bytes.length + key.length,
    dispose: (_bytes, key) => void keysOf.get(identityIn(key))?.delete(key),
  });
  const running = new Map<string, Promise<Buffer>>();
  /** Nobody can ask for a listing any more whose members are gone. */
  const identify = createIdentities((identity) => {
    const keys = keysOf.get(identity) ?? [];
    keysOf.delete(identity);
    for (const key of keys) cache.delete(key);
  });
  const keep = (key: string, bytes: Buffer): void => {
    const identity = identityIn(key);
    cache.set(key, bytes);
    keysOf.set(identity, (keysOf.get(identity) ?? new Set()).add(key));
  };

  const once = (key: string, make: () => Promise<Buffer>): Promise<Buffer> => {
    const kept = cache.get(key);
    if (kept !== undefined) return Promise.resolve(kept);
    const begun = running.get(key);
    if (begun !== undefined) return begun;
    const made = make()
      .then((bytes) => {
        keep(key, bytes);
        return bytes;
      })
      .finally(() => running.delete(key));
    running.set(key, made);
    return made;
  };

  return {
    fits: (bytes) => bytes <= maxEntrySize,
    get(members, key, gzipped, chunks) {
      const identity = identify(members);
      const plainKey = `${identity} ${key}`;
      const plain = () => once(plainKey, () => gather(chunks(), members.length));
      return gzipped ? once(`${identity} gzip ${key}`, async () => compress(await plain(), { level: 1 })) : plain();
    },
  };
}

/** Keys begin with the number of their members. */
const identityIn = (key: string): number => Number.parseInt(key, 10);

/** A number for each array: the array itself must not be kept alive by what was made of it. */
function createIdentities(onGone: (identity: number) => void): (members: readonly Resource[]) => number {
  const gone = new FinalizationRegistry(onGone);
  const identities = new WeakMap<readonly Resource[], number>();
  let next = 1;
  return (members) => {
    const known = identities.get(members);
    if (known !== undefined) return known;
    identities.set(members, next);
    gone.register(members, next);
    return next++;
  };
}

/** How much longer than the first the later parts may be before the bytes are moved; what is not written takes no memory. */
const allowance = 1.5;

/** The bytes of all parts, written where they stay: joined afterwards they would be in memory twice. */
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
