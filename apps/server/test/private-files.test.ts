import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startServer } from './start-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The path and mode of a folder and of everything in it. */
function modesIn(folder: string): Readonly<Record<string, string>> {
  const paths = [folder, ...readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)))];
  return Object.fromEntries(paths.map((path) => [path, (statSync(path).mode & 0o777).toString(8)]));
}

const expected = (modes: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.keys(modes).map((path) => [path, statSync(path).isDirectory() ? '700' : '600']));

async function readAFile(url: string): Promise<void> {
  const [, album = ''] = /href="([^"]+\/)"/.exec(await (await fetch(url)).text()) ?? [];
  const [, file = ''] = /href="([^"]+\.\w+)"/.exec(await (await fetch(new URL(album, url))).text()) ?? [];
  const answer = await fetch(new URL(file, new URL(album, url)));
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
}

describe.skipIf(process.platform === 'win32')('DATA_DIR and CONTENT_CACHE_DIR', () => {
  it.each([
    ['the second in the first', 'data/content', undefined],
    ['apart', 'cache', 'cache'],
    ['the second in the first under a name of its own', 'data/photos', 'data/photos'],
  ])(
    'are for the owner only in existing folders, under umask 022, after a restart too: %s',
    async (_what, cache, named) => {
      const umask = process.umask(0o022);
      onTestFinished(() => void process.umask(umask));
      const folder = temporaryFolder();
      const [data, content] = [join(folder, 'data'), join(folder, cache)];
      mkdirSync(data);
      mkdirSync(content);
      chmodSync(folder, 0o755);
      const environment = {
        DATA_DIR: data,
        CONTENT_CACHE_MB: '256',
        ...(named !== undefined && { CONTENT_CACHE_DIR: content }),
      };
      for (const start of ['first', 'second']) {
        const server = await startServer('3.1.0', environment);
        await readAFile(server.url);
        // Content is written after the answer, and files are renamed meanwhile.
        const modes = await vi.waitFor(
          () => {
            const now = { ...modesIn(data), ...modesIn(content) };
            const written = Object.keys(now).filter((path) => /listings\.db-wal$|content|cache|photos/.test(path));
            expect(written.length, start).toBeGreaterThan(2);
            return now;
          },
          { timeout: 10_000 },
        );
        expect(modes, start).toEqual(expected(modes));
        await server.stop();
        const left = { ...modesIn(data), ...modesIn(content) };
        expect(left, start).toEqual(expected(left));
        // What a copy, or another program, may do to them.
        for (const path of Object.keys(left)) chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
      }
    },
  );
});
