import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../test/library.ts';
import { piecesOf, sampleBlock } from '../../test/sample-block.ts';
import { openBlockStore } from './block-store.ts';
import { blockPath } from './scan-folder.ts';

const KILLS = 30;
/** Each kill starts a process and reads a hundred blocks, which takes seconds on a machine that is busy otherwise. */
const MS_PER_KILL = 10_000;

const open = async (folder: string, maxBytes = 5_000_000) => {
  const store = await openBlockStore({ folder, maxBytes, onWarning: () => {} });
  onTestFinished(() => store.close());
  return store;
};

async function killAWriter(folder: string, round: number): Promise<void> {
  const writer = fileURLToPath(new URL('../../test/writer.ts', import.meta.url));
  const conditions = '--conditions=@immich-webdav/source';
  const child = spawn(process.execPath, [conditions, writer, folder, String(round * 7)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  await sleep(round);
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
}

it(
  `gives whole blocks or none after a kill -9, ${KILLS} times`,
  async () => {
    const folder = await temporaryFolder();
    let whole = 0;
    let drafts = 0;
    for (let round = 0; round < KILLS; round++) {
      await killAWriter(folder, round);
      const files = async () => (await readdir(folder, { recursive: true })).filter((name) => /\d{3,}|-/.test(name));
      drafts += (await files()).filter((name) => name.endsWith('.tmp')).length;
      const store = await open(folder);
      expect((await files()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      for (let number = 0; number < 100; number++) {
        const { name, bytes } = sampleBlock(number);
        // What is found by name is whole: nothing but a power cut makes a block that is not.
        const wasThere = store.has(name);
        const read = await store.read(name, bytes.length);
        expect(read !== undefined).toBe(wasThere);
        if (read && ++whole) expect(Buffer.concat(read)).toEqual(bytes);
      }
      await store.close();
    }
    // The test has to have met both.
    expect(whole).toBeGreaterThan(KILLS);
    expect(drafts).toBeGreaterThan(0);
  },
  KILLS * MS_PER_KILL,
);

it('writes the time of use down, so that what is used stays over a restart', async () => {
  const folder = await temporaryFolder();
  const store = await open(folder);
  const bytes = [new Uint8Array(1000)];
  const names = [0, 1, 2, 3, 4].map((number) => sampleBlock(number).name);
  for (const [index, name] of names.entries()) {
    await store.write(name, bytes);
    // Days ago, the first of them first.
    const time = new Date(Date.now() - (10 - index) * 86_400_000);
    await utimes(blockPath(folder, name), time, time);
  }
  await store.close();
  const second = await open(folder);
  await second.read(names[0]!, 1000);
  await second.close();
  // Each takes a page, and there is room for four.
  const third = await open(folder, 4 * 4096);
  expect(names.map((name) => third.has(name))).toEqual([true, false, true, true, true]);
});

it('keeps no file of what was pushed out while it was written', async () => {
  const folder = await temporaryFolder();
  const store = await open(folder, 300_000);
  await Promise.all(
    Array.from({ length: 30 }, (_, number) =>
      store.write(sampleBlock(number).name, piecesOf(sampleBlock(number).bytes)),
    ),
  );
  await store.close();
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.includes('-'));
  let total = 0;
  for (const file of files) {
    total += (await stat(join(folder, file))).size;
    expect(store.has(file.slice(3))).toBe(true);
  }
  expect(files.length).toBeGreaterThan(1);
  expect(total).toBeLessThanOrEqual(300_000);
});

it('keeps blocks and their folders from other users, in an existing folder and after a copy that lost their modes', async () => {
  const umask = process.umask(0o022);
  onTestFinished(() => void process.umask(umask));
  const folder = join(await temporaryFolder(), 'content');
  await mkdir(folder);
  const store = await open(folder);
  await Promise.all(
    [0, 1, 2].map((number) => store.write(sampleBlock(number).name, piecesOf(sampleBlock(number).bytes))),
  );
  await store.close();
  const entries = (await readdir(folder, { recursive: true })).map((name) => join(folder, name));
  const modes = async () => Promise.all(entries.map(async (path) => ((await stat(path)).mode & 0o777).toString(8)));
  const before = await modes();
  expect(before.toSorted()).toEqual(['600', '600', '600', '700', '700', '700']);
  for (const path of entries) await chmod(path, (await stat(path)).isFile() ? 0o644 : 0o755);
  const again = await open(folder);
  expect(await modes()).toEqual(before);
  expect(await again.read(sampleBlock(0).name, sampleBlock(0).bytes.length)).toEqual([sampleBlock(0).bytes]);
});
