import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type AssetSource, createMemorySource, LibraryError } from '@immich-webdav/core';
import { assetSourceConformance, runCase } from '@immich-webdav/core/conformance';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { asset, bytesOf, cached, countedSource, noise, temporaryFolder } from '../test/library.ts';

const BLOCK = 4096;

async function blockFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((name) => /-\d+$/.test(name)).map((name) => join(folder, name));
}

describe('a cached memory source conforms', () => {
  const [photo, film] = [asset('asset-0', noise(10)), asset('asset-1', noise(3 * BLOCK + 5, 2))];
  const preview = { content: noise(9, 3), mediaType: 'image/webp' };
  const albums = [{ id: 'a', name: 'Trips', createdAt: 0, assets: [{ ...photo, renditions: { preview } }, film] }];
  const stacks = [['asset-0.jpg', 'asset-1.jpg']];
  const library = { albums, stacks: [{ primaryId: photo.id, assetIds: [photo.id, film.id] }] };
  for (const rule of assetSourceConformance) {
    it(rule.name, async (context) => {
      const memory = createMemorySource(library);
      const { cache: source, folder } = await cached(memory);
      const restarted = (await cached(createMemorySource(library), { folder })).cache;
      const change = async () => memory.setAlbums([]);
      await runCase(rule, { source, albums, restarted, stacks, change }, (reason) => context.skip(reason));
    });
  }
});

describe('content that is asked for twice', () => {
  it('is fetched once, in one request', async () => {
    const content = noise(5 * BLOCK + 7);
    const file = asset('a', content);
    const { source, opened } = countedSource([file], 1000);
    const { cache } = await cached(source);
    for (let round = 0; round < 3; round++)
      expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(content));
    expect(opened.map(({ range }) => range)).toEqual([undefined]);
  });

  it('is there after a restart, while the library is down', async () => {
    const file = asset('a', noise(5 * BLOCK));
    const upstream = countedSource([file], 1000);
    const { cache, folder } = await cached(upstream.source);
    await bytesOf(cache.open(file, 'original'));
    await cache.close();
    upstream.isDown = true;
    const again = await cached(upstream.source, { folder });
    const range = { first: 4000, last: 9000 };
    const content = await again.cache.open(file, 'original', { range });
    expect([content.size, content.range]).toEqual([5 * BLOCK, range]);
    expect(await bytesOf(content)).toEqual(Buffer.from(file.content.subarray(4000, 9001)));
    await expect(again.cache.open(asset('b', noise(3)), 'original')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is another content under another id, checksum, revision or length', async () => {
    const content = noise(100);
    const { sha1: _, ...unchecked } = asset('a', content);
    const variants = [
      asset('a', content),
      asset('b', content),
      { ...unchecked, revision: 'one' },
      { ...unchecked, revision: 'two' },
      asset('a', content, { sha1: 'f'.repeat(40) }),
    ];
    const { source, opened } = countedSource([variants[0]!, variants[1]!], 1000);
    const { cache } = await cached(source);
    for (const variant of variants) await bytesOf(cache.open(variant, 'original'));
    expect(opened).toHaveLength(variants.length);
  });

  it('is not kept when it is not what the checksum says', async () => {
    const file = asset('a', noise(100), { sha1: 'f'.repeat(40) });
    const { source, opened } = countedSource([file], 1000);
    const { cache } = await cached(source);
    for (let round = 0; round < 2; round++) expect(await bytesOf(cache.open(file, 'original'))).toHaveLength(100);
    expect(opened).toHaveLength(2);
  });
});

describe('ranges', () => {
  it('fetch holes in one request for each run of missing blocks', async () => {
    const file = asset('a', noise(10 * BLOCK));
    const { source, opened } = countedSource([file], 1000);
    const { cache } = await cached(source);
    const read = async (first: number, last: number) =>
      expect(await bytesOf(cache.open(file, 'original', { range: { first, last } }))).toEqual(
        Buffer.from(file.content.subarray(first, last + 1)),
      );
    await read(2 * BLOCK + 1, 4 * BLOCK - 2);
    await read(6 * BLOCK, 6 * BLOCK);
    await read(0, 10 * BLOCK);
    expect(opened.map(({ range }) => range && [range.first / BLOCK, (range.last + 1) / BLOCK])).toEqual([
      [2, 4],
      [6, 7],
      [0, 2],
      [4, 6],
      [7, 10],
    ]);
  });

  it('give the right bytes in any order, at the same time, whatever is evicted', async () => {
    const range = fc
      .tuple(fc.nat(20_000), fc.nat(20_000))
      .map(([one, other]) => ({ first: Math.min(one, other), last: Math.max(one, other) }));
    const reads = fc.array(fc.record({ file: fc.nat(2), range, leavesAfter: fc.option(fc.nat(3)) }), { maxLength: 12 });
    const files = [asset('a', noise(20_001, 1)), asset('b', noise(20_001, 2)), asset('c', noise(20_001, 3))];
    await fc.assert(
      fc.asyncProperty(
        reads,
        fc.constantFrom(30_000, 200_000),
        fc.constantFrom(0, 1e6),
        async (all, maxBytes, memoryBytes) => {
          const { cache } = await cached(countedSource(files, 777).source, { maxBytes, memoryBytes, blockBytes: 1000 });
          await Promise.all(
            all.map(async ({ file, range: { first, last }, leavesAfter }) => {
              const { body } = await cache.open(files[file]!, 'original', { range: { first, last } });
              const chunks: Uint8Array[] = [];
              for await (const chunk of body) if (chunks.push(chunk) === leavesAfter) return;
              const expected = files[file]!.content.subarray(first, last + 1);
              expect(Buffer.concat(chunks).equals(expected)).toBe(true);
            }),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('many readers at a time', () => {
  it('share one request', async () => {
    const file = asset('a', noise(6 * BLOCK));
    const { source, opened } = countedSource([file], 1000);
    const { cache } = await cached(source);
    const bodies = await Promise.all(Array.from({ length: 20 }, () => bytesOf(cache.open(file, 'original'))));
    for (const body of bodies) expect(body).toEqual(Buffer.from(file.content));
    expect(opened).toHaveLength(1);
  });

  it('share it when one of them leaves', async () => {
    const file = asset('a', noise(6 * BLOCK));
    const { source, opened } = countedSource([file], 1000);
    const { cache } = await cached(source);
    const leaver = new AbortController();
    const [, staying] = await Promise.all([
      cache.open(file, 'original', { signal: leaver.signal }),
      cache.open(file, 'original'),
    ]);
    leaver.abort();
    expect(await bytesOf(staying)).toEqual(Buffer.from(file.content));
    expect(opened).toHaveLength(1);
  });

  it('never fetch a block twice, wherever they begin', async () => {
    const file = asset('a', noise(12 * BLOCK));
    const { source, opened } = countedSource([file], 1000);
    const { cache } = await cached(source);
    const starts = [0, 5, 9, 2, 5, 11];
    const bodies = await Promise.all(
      starts.map((block) => bytesOf(cache.open(file, 'original', { range: { first: block * BLOCK, last: 1e9 } }))),
    );
    for (const [index, body] of bodies.entries())
      expect(body).toEqual(Buffer.from(file.content.subarray(starts[index]! * BLOCK)));
    const given = opened.reduce((sum, { bytesGiven }) => sum + bytesGiven, 0);
    // Where a run was cut short, the chunk in hand is lost.
    expect(given).toBeLessThanOrEqual(file.content.length + opened.length * 1000);
  });
});

describe('a stream that fills the cache', () => {
  it('gives first bytes before the block is whole, and reads on only as its reader does', async () => {
    const file = asset('a', noise(20 * BLOCK));
    const upstream = countedSource([file], 1000);
    const { cache, folder } = await cached(upstream.source);
    const gate = Promise.withResolvers<void>();
    upstream.onChunk = ({ bytesGiven }) => (bytesGiven >= 1000 ? gate.promise : Promise.resolve());
    const body = (await cache.open(file, 'original')).body as Readable;
    const iterator = body[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toEqual(Buffer.from(file.content.subarray(0, 1000)));
    gate.resolve();
    await iterator.next();
    await vi.waitFor(
      async () => {
        expect(body.readableLength).toBeGreaterThanOrEqual(64 * 1024);
        // The last block that was asked for is on disk: nothing is under way.
        expect(await blockFiles(folder)).toHaveLength(Math.floor(upstream.opened[0]!.bytesGiven / BLOCK));
      },
      { timeout: 10_000 },
    );
    // What the body buffers, the block that is read and the one on its way.
    expect(upstream.opened[0]!.bytesGiven).toBeLessThanOrEqual(64 * 1024 + 3 * BLOCK);
    await iterator.return?.();
    await vi.waitFor(() => expect(upstream.opened[0]!.isClosed).toBe(true), { timeout: 10_000 });
  });

  it('keeps the block on its way when the reader leaves, and closes the request', async () => {
    const file = asset('a', noise(200 * BLOCK));
    const upstream = countedSource([file], 1000);
    const { cache } = await cached(upstream.source);
    const gate = Promise.withResolvers<void>();
    upstream.onChunk = () => gate.promise;
    const leaver = new AbortController();
    await cache.open(file, 'original', { signal: leaver.signal });
    leaver.abort();
    gate.resolve();
    await vi.waitFor(() => expect(upstream.opened[0]!.isClosed).toBe(true), { timeout: 10_000 });
    expect(upstream.opened[0]!.bytesGiven).toBe(5000);
    upstream.isDown = true;
    const first = cache.open(file, 'original', { range: { first: 0, last: BLOCK - 1 } });
    expect(await bytesOf(first)).toEqual(Buffer.from(file.content.subarray(0, BLOCK)));
  });

  it('rejects at once when the signal aborts before the library answers', async () => {
    const file = asset('a', noise(10));
    const { source } = countedSource([file], 1000);
    const { cache } = await cached<AssetSource>({ ...source, open: () => new Promise<never>(() => {}) });
    const leaver = new AbortController();
    const opening = cache.open(file, 'original', { signal: leaver.signal });
    leaver.abort();
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('goes on in a second request where the first one broke off', async () => {
    const file = asset('a', noise(10 * BLOCK));
    const upstream = countedSource([file], 1000);
    const { cache } = await cached(upstream.source);
    upstream.onChunk = async ({ range, bytesGiven }) => {
      if (range === undefined && bytesGiven > 3 * BLOCK) throw new LibraryError('unavailable', 'Cut.');
    };
    expect((await bytesOf(cache.open(file, 'original'))).equals(file.content)).toBe(true);
    expect(upstream.opened.map(({ range }) => range)).toEqual([undefined, { first: 3 * BLOCK, last: 10 * BLOCK - 1 }]);
  });

  it('fails when that breaks off as well, and keeps what came', async () => {
    const file = asset('a', noise(10 * BLOCK));
    const upstream = countedSource([file], 1000);
    const { cache } = await cached(upstream.source);
    const broken = new LibraryError('unavailable', 'Gone.');
    upstream.onChunk = async ({ range, bytesGiven }) => {
      if (range !== undefined || bytesGiven > 3 * BLOCK) throw broken;
    };
    const reading = bytesOf(cache.open(file, 'original'));
    await expect(reading).rejects.toBe(broken);
    upstream.onChunk = async () => {};
    expect((await bytesOf(cache.open(file, 'original'))).equals(file.content)).toBe(true);
    expect(upstream.opened.map(({ range }) => range?.first)).toEqual([undefined, 3 * BLOCK, 3 * BLOCK]);
  });

  it('fails when the library sends too few bytes', async () => {
    const file = asset('a', noise(100));
    const source = createMemorySource();
    const { cache } = await cached<AssetSource>({
      ...source,
      open: async () => ({
        body: (async function* () {
          yield noise(50);
        })(),
        size: 100,
      }),
    });
    await expect(bytesOf(cache.open(file, 'original'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a length that is not the listed one', () => {
  it.each([50, 150])('is told as the source tells it, and nothing is kept (listed %i of 100)', async (size) => {
    const file = asset('a', noise(100), { size });
    const { source, opened } = countedSource([file], 1000);
    const { cache, folder } = await cached(source);
    for (let round = 0; round < 2; round++) {
      const content = await cache.open(file, 'original');
      expect([content.size, (await bytesOf(content)).length]).toEqual([100, 100]);
    }
    // The second time nothing is tried first.
    expect(opened).toHaveLength(3);
    expect(await blockFiles(folder)).toEqual([]);
  });

  it('passes through where none is listed', async () => {
    const { size: _, ...file } = asset('a', noise(100));
    const { source, opened } = countedSource([{ ...file, content: noise(100) }], 1000);
    const { cache } = await cached(source);
    for (let round = 0; round < 2; round++) await bytesOf(cache.open(file, 'original'));
    expect(opened).toHaveLength(2);
  });
});

describe('a file that was replaced', () => {
  it('is told of by the source itself once it was found out, although its beginning is kept', async () => {
    const file = asset('a', noise(4 * BLOCK));
    const upstream = countedSource([file], 1000);
    let isReplaced = false;
    const open: AssetSource['open'] = async (...asked) => {
      if (isReplaced) throw new LibraryError('conflict', 'It was replaced.');
      return upstream.source.open(...asked);
    };
    const { cache } = await cached({ ...upstream.source, open });
    await bytesOf(cache.open(file, 'original', { range: { first: 0, last: BLOCK - 1 } }));
    isReplaced = true;
    // What is kept still is what was listed.
    const begun = await cache.open(file, 'original');
    await expect(bytesOf(begun)).rejects.toMatchObject({ code: 'conflict' });
    await expect(cache.open(file, 'original')).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('the bound', () => {
  it('holds, and what was used last stays', async () => {
    const files = Array.from({ length: 30 }, (_, index) => asset(`a${index}`, noise(4000, index)));
    const { source, opened } = countedSource(files, 4000);
    const { cache, folder } = await cached(source, { maxBytes: 10 * 4096 });
    for (const file of files) {
      await bytesOf(cache.open(files[0]!, 'original'));
      await bytesOf(cache.open(file, 'original'));
    }
    expect(opened).toHaveLength(files.length);
    await cache.close();
    expect(await blockFiles(folder)).toHaveLength(10);
  });

  it('gives one file no more than a quarter, and lets it push out nothing else', async () => {
    const large = asset('large', noise(40 * BLOCK));
    const small = asset('small', noise(BLOCK, 2));
    const { source, opened } = countedSource([large, small], BLOCK);
    const { cache, folder } = await cached(source, { maxBytes: 32 * 2 * BLOCK });
    await bytesOf(cache.open(small, 'original'));
    expect(await bytesOf(cache.open(large, 'original'))).toEqual(Buffer.from(large.content));
    await bytesOf(cache.open(small, 'original'));
    expect(opened.map(({ id }) => id)).toEqual(['small', 'large']);
    await cache.close();
    expect(await blockFiles(folder)).toHaveLength(1 + 8);
  });

  it('is kept with a smaller one after a restart', async () => {
    const files = Array.from({ length: 20 }, (_, index) => asset(`a${index}`, noise(4000, index)));
    const { cache, folder } = await cached(countedSource(files, 4000).source);
    for (const file of files) await bytesOf(cache.open(file, 'original'));
    await cache.close();
    const again = await cached(countedSource(files, 4000).source, { folder, maxBytes: 8 * 4096 });
    await again.cache.close();
    expect(await blockFiles(folder)).toHaveLength(8);
  });
});

describe('a damaged folder', () => {
  const damages: Record<string, (path: string) => Promise<unknown>> = {
    'a file cut short': (path) => truncate(path, 100),
    'an empty file': (path) => truncate(path, 0),
    'a longer file': async (path) => writeFile(path, Buffer.concat([await readFile(path), Buffer.alloc(1)])),
    'a file of zeros': async (path) => writeFile(path, Buffer.alloc((await readFile(path)).length)),
    'another bit': async (path) => {
      const bytes = await readFile(path);
      bytes[1000]! ^= 1;
      await writeFile(path, bytes);
    },
  };
  it.each(Object.entries(damages))('is never served: %s', async (_name, damage) => {
    const file = asset('a', noise(3 * BLOCK));
    const { source, opened } = countedSource([file], 1000);
    const { cache, folder } = await cached(source);
    await bytesOf(cache.open(file, 'original'));
    await cache.close();
    for (const path of await blockFiles(folder)) await damage(path);
    const again = await cached(source, { folder });
    for (let round = 0; round < 2; round++)
      expect(await bytesOf(again.cache.open(file, 'original'))).toEqual(Buffer.from(file.content));
    // A block is found out when it is read, so each is fetched on its own.
    expect(opened.length).toBeLessThanOrEqual(4);
  });

  it('is never served: a block in the place of another', async () => {
    const file = asset('a', noise(2 * BLOCK));
    const { source } = countedSource([file], 1000);
    const { cache, folder } = await cached(source);
    await bytesOf(cache.open(file, 'original'));
    await cache.close();
    const [one, other] = (await blockFiles(folder)).sort();
    await writeFile(one!, await readFile(other!));
    const again = await cached(source, { folder });
    expect(await bytesOf(again.cache.open(file, 'original'))).toEqual(Buffer.from(file.content));
  });

  it('is one sentence and no failure when it cannot be written to', async () => {
    const files = [asset('a', noise(10)), asset('b', noise(10, 2))];
    const { source } = countedSource(files, 1000);
    const warnings: string[] = [];
    const { cache, folder } = await cached(source, { onWarning: (message) => warnings.push(message) });
    // Whatever shard is wanted, a file stands in its way; also for root, whom no permission stops.
    for (let shard = 0; shard < 256; shard++) await writeFile(join(folder, shard.toString(16).padStart(2, '0')), '');
    for (const file of files) expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(file.content));
    await cache.close();
    expect(warnings).toHaveLength(1);
  });

  it('is one sentence and no failure when it cannot be made', async () => {
    const file = asset('a', noise(10));
    const warnings: string[] = [];
    const folder = join(await temporaryFolder(), 'file', 'folder');
    await writeFile(join(folder, '..'), '');
    const { cache } = await cached(countedSource([file], 1000).source, {
      folder,
      onWarning: (told) => warnings.push(told),
    });
    expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(file.content));
    expect(warnings).toEqual([expect.stringContaining(folder)]);
  });

  it.runIf(process.platform === 'linux')(
    'is so where no folder can be made at all, and closes (on Linux)',
    async () => {
      const file = asset('a', noise(10));
      const warnings: string[] = [];
      const { cache } = await cached(countedSource([file], 1000).source, {
        folder: '/proc/immich-webdav/content',
        onWarning: (told) => warnings.push(told),
      });
      expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(file.content));
      await cache.close();
      expect(warnings).toEqual([expect.stringContaining('/proc/immich-webdav')]);
    },
  );

  it('leaves files alone that are not its own', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'notes.txt'), 'mine');
    const { cache } = await cached(createMemorySource(), { folder, maxBytes: 4096 });
    await cache.close();
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });
});

it('passes other members of the source through', async () => {
  const calls: string[] = [];
  const source = {
    ...createMemorySource(),
    changes: { watch: () => void calls.push('watch') },
    get requests() {
      return calls.length;
    },
    close: async () => void calls.push('close'),
  };
  const { cache } = await cached(source);
  cache.changes?.watch(() => {}, new AbortController().signal);
  expect([cache.requests, cache.groupKinds]).toEqual([1, createMemorySource().groupKinds]);
  expect(await cache.listGroups('album')).toEqual([]);
  const { changes: _absent, ...withoutChanges } = createMemorySource();
  const bare = (await cached(withoutChanges)).cache;
  expect(['changes' in bare, bare.requests]).toEqual([false, undefined]);
  await cache.close();
  expect(calls).toContain('close');
});

describe('a file of which a part came wrong', () => {
  const right = noise(6 * BLOCK + 9);
  const file = asset('a', right);
  const wrong = { ...file, content: right.map((byte, at) => (at >= 2 * BLOCK && at < 3 * BLOCK ? byte ^ 1 : byte)) };

  /** A library that gives wrong bytes until it is told better. */
  function doubtful() {
    const [bad, good] = [countedSource([wrong], 1000), countedSource([file], 1000)];
    let isRight = false;
    const open: AssetSource['open'] = (...asked) => (isRight ? good : bad).source.open(...asked);
    const getWell = (): void => {
      isRight = true;
    };
    const requests = () => [...bad.opened, ...good.opened].length;
    return { source: { ...bad.source, open }, requests, getWell };
  }
  const range = (first: number, blocks: number) => ({
    range: { first: first * BLOCK, last: (first + blocks) * BLOCK - 1 },
  });

  it('is never given whole, dropped, and right the next time', async () => {
    const { source, requests, getWell } = doubtful();
    const { cache } = await cached(source);
    await bytesOf(cache.open(file, 'original', range(2, 1)));
    getWell();
    await expect(bytesOf(cache.open(file, 'original'))).rejects.toMatchObject({ code: 'bad-response' });
    expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(right));
    const before = requests();
    expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(right));
    expect(requests()).toBe(before);
  });

  it('is dropped as soon as its last part is there, whichever that is', async () => {
    const { source, getWell } = doubtful();
    const { cache, folder } = await cached(source);
    await bytesOf(cache.open(file, 'original', range(2, 1)));
    getWell();
    await bytesOf(cache.open(file, 'original', range(3, 5)));
    await vi.waitFor(async () => expect(await blockFiles(folder)).toHaveLength(5), { timeout: 10_000 });
    await bytesOf(cache.open(file, 'original', range(0, 2)));
    await vi.waitFor(async () => expect(await blockFiles(folder)).toEqual([]), { timeout: 10_000 });
    const part = await bytesOf(cache.open(file, 'original', range(2, 1)));
    expect(part).toEqual(Buffer.from(right.subarray(2 * BLOCK, 3 * BLOCK)));
  });

  it('is found out after a restart, also by who reads parts only', async () => {
    const { source, getWell } = doubtful();
    const first = await cached(source);
    await bytesOf(first.cache.open(file, 'original', range(2, 1)));
    getWell();
    await bytesOf(first.cache.open(file, 'original', range(3, 5)));
    await first.cache.close();
    const { cache, folder } = await cached(source, { folder: first.folder });
    await bytesOf(cache.open(file, 'original', range(0, 1)));
    await bytesOf(cache.open(file, 'original', range(1, 1)));
    await vi.waitFor(async () => expect(await blockFiles(folder)).toEqual([]), { timeout: 10_000 });
  });

  it('is kept where all parts are right, and read from disk alone', async () => {
    const { source, opened } = countedSource([file], 1000);
    const { cache, folder } = await cached(source);
    for (const first of [4, 0, 2]) await bytesOf(cache.open(file, 'original', range(first, first === 4 ? 3 : 2)));
    for (let round = 0; round < 2; round++)
      expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(right));
    expect(opened).toHaveLength(3);
    expect(await blockFiles(folder)).toHaveLength(7);
  });

  it('is given right or not at all, in any order of parts, and right in the end', async () => {
    const parts = fc.array(fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 7 })), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(parts, fc.nat(5), async (all, wellAfter) => {
        const { source, getWell } = doubtful();
        const { cache } = await cached(source);
        for (const [at, [first, count]] of all.entries()) {
          if (at === wellAfter) getWell();
          const { range: part } = range(first, Math.min(count, 7 - first));
          const upTo = { ...part, last: Math.min(part.last, right.length - 1) };
          const isWhole = upTo.first === 0 && upTo.last === right.length - 1;
          await bytesOf(cache.open(file, 'original', { range: upTo })).catch(() => expect(isWhole).toBe(true));
        }
        getWell();
        const whole = async () => bytesOf(cache.open(file, 'original')).catch(() => undefined);
        const [first, second] = [await whole(), await whole()];
        expect(first ?? Buffer.from(right)).toEqual(Buffer.from(right));
        expect(second).toEqual(Buffer.from(right));
        await cache.close();
      }),
      { numRuns: 40 },
    );
  });
});
