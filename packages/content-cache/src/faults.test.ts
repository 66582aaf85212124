import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { appendFile, chmod, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AssetSource, createMemorySource, LibraryError } from '@immich-webdav/core';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { asset, bytesOf, cached, countedSource, noise, temporaryFolder } from '../test/library.ts';
import { createCachedSource } from './cached-source.ts';

const BLOCK = 1000;

async function blockFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => /-\d+$/.test(name)).map((name) => join(folder, name));
}

/** Files of a folder that this process has open. */
function openedBelow(folder: string): string[] {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return links.filter((path) => path.startsWith(folder));
}

/** What somebody may do to the folder meanwhile; which of them comes first does not matter. */
const damages: Record<string, (folder: string, file: string) => Promise<unknown>> = {
  'a block is cut short': (_folder, file) => truncate(file, 17),
  'a block grows': (_folder, file) => appendFile(file, 'x'),
  'a byte of a block is another': async (_folder, file) => {
    const bytes = await readFile(file);
    bytes[100]! ^= 1;
    await writeFile(file, bytes);
  },
  'a block is removed': (_folder, file) => rm(file),
  'the folder is removed': (folder) => rm(folder, { recursive: true }),
};
const cut = 'the connection breaks';

async function befall(fault: string, folder: string): Promise<void> {
  if (fault === cut) throw new LibraryError('unavailable', 'Cut.');
  const [file] = await blockFiles(folder);
  if (file !== undefined) await damages[fault]!(folder, file).catch(() => {});
}

it('gives right bytes or an error, whatever happens in between, and leaves no file open', async () => {
  const files = [asset('a', noise(9001, 1)), asset('b', noise(6000, 2))];
  const read = fc.record({
    file: fc.nat(1),
    range: fc.tuple(fc.nat(5999), fc.nat(5999)).map((ends) => ends.toSorted((one, other) => one - other)),
    fault: fc.option(fc.constantFrom(cut, ...Object.keys(damages))),
    leavesAfter: fc.option(fc.nat(4)),
  });
  let whole = 0;
  let failed = 0;
  const rounds = fc.array(fc.array(read, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      rounds,
      fc.constantFrom(12_000, 200_000),
      fc.constantFrom(0, 1e6),
      async (all, maxBytes, memoryBytes) => {
        const upstream = countedSource(files, 300);
        const { cache, folder } = await cached(upstream.source, { maxBytes, memoryBytes, blockBytes: BLOCK });
        for (const reads of all) {
          const coming = reads.map(({ fault }) => fault).filter((fault) => fault !== null);
          upstream.onChunk = async ({ bytesGiven }) => {
            const fault = bytesGiven > 600 ? coming.pop() : undefined;
            if (fault !== undefined) await befall(fault, folder);
          };
          await Promise.all(
            reads.map(async ({ file, range: [first = 0, last = 0], leavesAfter }) => {
              const chunks: Uint8Array[] = [];
              try {
                const { body } = await cache.open(files[file]!, 'original', { range: { first, last } });
                for await (const chunk of body) if (chunks.push(chunk) === leavesAfter) return;
                whole++;
              } catch (error) {
                failed++;
                expect(error).toMatchObject({ code: 'unavailable' });
                return;
              }
              expect(Buffer.concat(chunks).equals(files[file]!.content.subarray(first, last + 1))).toBe(true);
            }),
          );
        }
        await cache.close();
        await vi.waitFor(
          () => {
            expect(upstream.opened.filter(({ isClosed, bytesGiven }) => bytesGiven > 0 && !isClosed)).toEqual([]);
            // Elsewhere than on Linux this is not told.
            if (existsSync('/proc/self/fd')) expect(openedBelow(folder)).toEqual([]);
          },
          { timeout: 10_000 },
        );
      },
    ),
    { numRuns: 60 },
  );
  // The test has to have met both.
  expect(whole).toBeGreaterThan(0);
  expect(failed).toBeGreaterThan(0);
});

describe('a file that is not what its checksum says', () => {
  it('is given as it came, and forgotten, also where it has many blocks', async () => {
    const file = asset('a', noise(10 * BLOCK + 1), { sha1: 'f'.repeat(40) });
    const { source, opened } = countedSource([file], 300);
    const { cache, folder } = await cached(source, { blockBytes: BLOCK });
    for (let round = 0; round < 2; round++)
      expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(file.content));
    expect(opened).toHaveLength(2);
    await cache.close();
    expect(await blockFiles(folder)).toEqual([]);
  });

  it('is kept by its revision where there is no checksum', async () => {
    const { sha1: _, ...file } = asset('a', noise(3 * BLOCK));
    const { source, opened } = countedSource([file], 300);
    const { cache } = await cached(source, { blockBytes: BLOCK });
    for (let round = 0; round < 2; round++) await bytesOf(cache.open(file, 'original'));
    expect(opened).toHaveLength(1);
  });
});

it('ends a request that sends more than it announced', async () => {
  const file = asset('a', noise(2 * BLOCK));
  let isClosed = false;
  const open: AssetSource['open'] = async () => ({
    body: (async function* () {
      try {
        yield file.content;
        for (;;) yield noise(10);
      } finally {
        isClosed = true;
      }
    })(),
    size: file.content.length,
  });
  const { cache } = await cached<AssetSource>({ ...createMemorySource(), open }, { blockBytes: BLOCK });
  expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(file.content));
  await vi.waitFor(() => expect(isClosed).toBe(true), { timeout: 10_000 });
});

it('does not keep a reader that leaves waiting for the folder', async () => {
  const { source } = countedSource([], 300);
  const folder = Promise.withResolvers<string>();
  const cache = createCachedSource(source, { folder: folder.promise, maxBytes: 1e6 });
  const leaver = new AbortController();
  const opening = cache.open(asset('a', noise(10)), 'original', { signal: leaver.signal });
  leaver.abort();
  await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
  folder.resolve(await temporaryFolder());
  await cache.close();
});

describe('the folder', () => {
  it('is made again when somebody removed it', async () => {
    const file = asset('a', noise(3 * BLOCK));
    const warnings: string[] = [];
    const { source, opened } = countedSource([file], 300);
    const { cache, folder } = await cached(source, { blockBytes: BLOCK, onWarning: (told) => warnings.push(told) });
    await bytesOf(cache.open(file, 'original'));
    // A block may still be on its way to the disk.
    await rm(folder, { recursive: true, maxRetries: 10 });
    // Each block is missed when it is its turn.
    await vi.waitFor(
      async () => {
        const asked = opened.length;
        expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(file.content));
        expect(opened.length).toBe(asked);
      },
      { timeout: 10_000 },
    );
    expect(warnings).toEqual([]);
  });

  it('serves what it has although a part of it cannot be read', async () => {
    const file = asset('a', noise(3 * BLOCK));
    const upstream = countedSource([file], 300);
    const { cache, folder } = await cached(upstream.source, { blockBytes: BLOCK });
    await bytesOf(cache.open(file, 'original'));
    await cache.close();
    const shards = await readdir(folder);
    const free = ['00', '01', '02'].find((shard) => !shards.includes(shard))!;
    await writeFile(join(folder, free), 'no folder');
    upstream.isDown = true;
    const again = await cached(upstream.source, { folder, blockBytes: BLOCK });
    expect(await bytesOf(again.cache.open(file, 'original'))).toEqual(Buffer.from(file.content));
  });

  it.skipIf(process.getuid?.() === 0)(
    'is read where it cannot be written to (not as root, who may write)',
    async () => {
      const file = asset('a', noise(BLOCK));
      const upstream = countedSource([file, asset('b', noise(BLOCK, 2))], 300);
      const { cache, folder } = await cached(upstream.source);
      await bytesOf(cache.open(file, 'original'));
      await cache.close();
      const folders = [folder, ...(await readdir(folder)).map((shard) => join(folder, shard))];
      for (const path of folders) await chmod(path, 0o500);
      const warnings: string[] = [];
      const again = await cached(upstream.source, { folder, onWarning: (told) => warnings.push(told) });
      expect(await bytesOf(again.cache.open(asset('b', noise(BLOCK, 2)), 'original'))).toHaveLength(BLOCK);
      upstream.isDown = true;
      expect(await bytesOf(again.cache.open(file, 'original'))).toEqual(Buffer.from(file.content));
      expect(warnings).toHaveLength(1);
      for (const path of folders) await chmod(path, 0o700);
    },
  );

  it('may be that of another server: no wrong byte, only more requests', async () => {
    const files = Array.from({ length: 20 }, (_, index) => asset(`a${index}`, noise(2 * BLOCK, index)));
    const { source } = countedSource(files, 300);
    const first = await cached(source, { blockBytes: BLOCK, maxBytes: 80_000 });
    const second = await cached(source, { folder: first.folder, blockBytes: BLOCK, maxBytes: 80_000 });
    for (let round = 0; round < 3; round++)
      await Promise.all(
        files.flatMap((file) =>
          [first, second].map(async ({ cache }) =>
            expect(await bytesOf(cache.open(file, 'original'))).toEqual(Buffer.from(file.content)),
          ),
        ),
      );
    await first.cache.close();
    await second.cache.close();
    const left = await readdir(first.folder, { recursive: true });
    expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
