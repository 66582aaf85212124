import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type AssetSource, createMemorySource } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import { asset, bytesOf, cached, countedSource, noise } from '../test/library.ts';

const MiB = 1024 * 1024;
const READERS = 200;
const memoryBytes = 8 * MiB;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes of all buffers that somebody holds. */
function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

/** A film of two blocks for each reader that takes no memory itself. */
function film(size: number): { readonly source: AssetSource; readonly file: ReturnType<typeof asset> } {
  const { sha1: _, ...file } = asset('film', new Uint8Array(), { size });
  const chunk = noise(64 * 1024);
  const open: AssetSource['open'] = async (_asset, _rendition, { range } = {}) => ({
    body: (async function* () {
      for (let left = range ? range.last + 1 - range.first : size; left > 0; left -= chunk.length)
        yield chunk.subarray(0, left);
    })(),
    size,
    ...(range && { range }),
  });
  return { source: { ...createMemorySource(), open }, file };
}

/** Readers who take the first bytes, each of another block, and then nothing. Resolves when their buffers are full. */
async function begin(cache: AssetSource, file: ReturnType<typeof asset>): Promise<readonly Readable[]> {
  const opening = Array.from({ length: READERS }, async (_, reader) => {
    const range = { first: reader * 2 * MiB, last: file.size! - 1 };
    const body = (await cache.open(file, 'original', { range })).body as Readable;
    await once(body, 'readable');
    expect(body.read(1)).toHaveLength(1);
    return body;
  });
  const bodies = await Promise.all(opening);
  await vi.waitFor(() => expect(bodies.filter((body) => body.readableLength < 64 * 1024)).toEqual([]), patient);
  return bodies;
}

const patient = { timeout: 50_000, interval: 100 };

const blocksIn = async (folder: string): Promise<number> =>
  (await readdir(folder, { recursive: true })).filter((name) => /-\d+$/.test(name)).length;

/** The buffer of a body holds at most two pieces of a block, and one may be on its way. */
const bound = memoryBytes + READERS * 3 * 64 * 1024;

/** Waits until readers that have stopped hold no more than the bound: what is on its way to the disk takes a moment to get there. */
async function expectBounded(cache: AssetSource, file: ReturnType<typeof asset>, settled: () => Promise<unknown>) {
  const before = heldBytes();
  const bodies = await begin(cache, file);
  await settled();
  await vi.waitFor(() => expect(heldBytes() - before).toBeLessThan(bound), patient);
  for (const body of bodies) body.destroy();
}

it(`holds ${bound / MiB} MiB at most for ${READERS} readers that have stopped reading blocks of 1 MiB`, async () => {
  const { source, file } = film(READERS * 2 * MiB);
  const options = { maxBytes: 5 * file.size!, blockBytes: MiB, memoryBytes };
  const first = await cached(source, options);
  const isFetchedAhead = async () => expect(await blocksIn(first.folder)).toBe(READERS);
  await expectBounded(first.cache, file, () => vi.waitFor(isFetchedAhead, patient));
  await first.cache.close();
  const fromDisk = await cached(source, { ...options, folder: first.folder });
  await expectBounded(fromDisk.cache, file, async () => {});
});

it('reads right bytes of many blocks that are in memory no more', async () => {
  const file = asset('a', noise(700_001));
  const { source, opened } = countedSource([file], 50_000);
  const options = { maxBytes: 10_000_000, blockBytes: 300_000, memoryBytes: 0 };
  const { cache } = await cached(source, options);
  for (let round = 0; round < 2; round++)
    expect((await bytesOf(cache.open(file, 'original'))).equals(file.content)).toBe(true);
  const range = { first: 65_530, last: 400_000 };
  const part = await bytesOf(cache.open(file, 'original', { range }));
  expect(part.equals(file.content.subarray(range.first, range.last + 1))).toBe(true);
  expect(opened).toHaveLength(1);
});
