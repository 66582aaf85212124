import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Asset, AssetSource, ByteRange, Content } from '@immich-webdav/core';
import { createMemorySource, type MemoryAsset } from '@immich-webdav/core';
import { onTestFinished } from 'vitest';
import { type CacheOptions, createCachedSource } from '../src/index.ts';

/** Bytes that look alike nowhere; the same for the same seed. */
export function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

export const sha1Of = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

export function asset(id: string, content: Uint8Array, over: Partial<Asset> = {}): MemoryAsset {
  return {
    id,
    fileName: `${id}.jpg`,
    type: 'image',
    mediaType: 'image/jpeg',
    size: content.length,
    sha1: sha1Of(content),
    revision: sha1Of(content),
    capturedAt: 0,
    modifiedAt: 0,
    uploadedAt: 0,
    content,
    ...over,
  };
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'content-cache-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What was opened upstream, and how it went on. */
export interface Opened {
  readonly id: string;
  readonly range: ByteRange | undefined;
  readonly signal: AbortSignal | undefined;
  bytesGiven: number;
  isClosed: boolean;
}

export interface Upstream {
  readonly source: AssetSource;
  readonly opened: Opened[];
  /** Called before each chunk is given. */
  onChunk: (opened: Opened) => Promise<void>;
  /** True: nothing can be opened. */
  isDown: boolean;
}

/** A library whose content comes in chunks of so many bytes, and that counts what was asked of it. */
export function countedSource(assets: readonly MemoryAsset[], chunkBytes: number): Upstream {
  const memory = createMemorySource([{ id: 'album', name: 'Album', createdAt: 0, assets }]);
  const upstream: Upstream = {
    opened: [],
    onChunk: async () => {},
    isDown: false,
    source: {
      ...memory,
      async open(wanted, rendition, options) {
        const content = await memory.open(
          wanted,
          rendition,
          upstream.isDown ? { signal: AbortSignal.abort() } : options,
        );
        const opened = {
          id: wanted.id,
          range: options?.range,
          signal: options?.signal,
          bytesGiven: 0,
          isClosed: false,
        };
        upstream.opened.push(opened);
        return { ...content, body: inChunks(content, chunkBytes, opened, (one) => upstream.onChunk(one)) };
      },
    },
  };
  return upstream;
}

async function* inChunks(content: Content, chunkBytes: number, opened: Opened, onChunk: Upstream['onChunk']) {
  try {
    for await (const whole of content.body) {
      for (let at = 0; at < whole.length; at += chunkBytes) {
        await onChunk(opened);
        opened.signal?.throwIfAborted();
        const chunk = whole.subarray(at, at + chunkBytes);
        opened.bytesGiven += chunk.length;
        yield chunk;
      }
    }
  } finally {
    opened.isClosed = true;
  }
}

/** A cache in a folder of its own, closed and removed with the test. */
export async function cached<Source extends AssetSource>(source: Source, over: Partial<CacheOptions> = {}) {
  const folder = (await over.folder) ?? (await temporaryFolder());
  const cache = createCachedSource(source, { folder, maxBytes: 1_000_000, blockBytes: 4096, ...over });
  onTestFinished(() => cache.close());
  return { cache, folder };
}

export async function bytesOf(content: Content | Promise<Content>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await content).body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
