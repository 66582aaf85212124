import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { demoLibrary } from '@immich-webdav/demo-library';
import { createFakeImmich, type FakeImmich, type ImmichVersion } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClient, type FileStat } from 'webdav';
import { demoApiKey, toFakeLibrary } from '../demo/fake-library.ts';
import { run } from './run-command.ts';
import { versions } from './start-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A stand-in on a port of its own, which can come up again after it was closed. */
async function startImmich(version: ImmichVersion, port = 0): Promise<{ immich: FakeImmich; port: number }> {
  const immich = createFakeImmich({ version, library: toFakeLibrary(demoLibrary) });
  onTestFinished(() => immich.close());
  return { immich, port: (await immich.listen({ port })).port };
}

/** The command as a user runs it; resolves as soon as it listens. */
async function startCommand(folder: string, immichPort: number, environment = {}) {
  const command = run('src/main.ts', [], {
    IMMICH_URL: `http://127.0.0.1:${immichPort}`,
    IMMICH_API_KEY: demoApiKey,
    WEBDAV_PORT: '0',
    REFRESH_INTERVAL: '1s',
    FLATTEN_ASSET_STRUCTURE: 'true',
    DATA_DIR: folder,
    ...environment,
  });
  const [, url = ''] = await command.until(/Serving (http:\/\/127\.0\.0\.1:\d+\/)/);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    command.child.kill(signal);
    await command.exit;
  };
  return { ...command, url, stop };
}

async function everyFile(url: string): Promise<FileStat[]> {
  const client = createClient(url);
  const albums = (await client.getDirectoryContents('/')) as FileStat[];
  const files = await Promise.all(albums.map((album) => client.getDirectoryContents(album.filename)));
  return (files as FileStat[][]).flat();
}

const addressOf = (url: string, { filename }: FileStat): URL =>
  new URL(filename.split('/').map(encodeURIComponent).join('/').slice(1), url);

describe.each(versions)('a start while Immich %s is down', (version) => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'lists the whole library after %s, and recovers by itself',
    async (signal) => {
      const folder = temporaryFolder();
      const { immich, port } = await startImmich(version);
      const first = await startCommand(folder, port);
      await first.until(/"groups":6,.*Albums are up to date/);
      const before = await everyFile(first.url);
      expect(before.length).toBeGreaterThan(60);
      await first.stop(signal);
      await immich.close();

      const second = await startCommand(folder, port);
      expect((await fetch(new URL('/healthz', second.url))).status).toBe(200);
      const inOrder = (files: FileStat[]) =>
        files.map(({ filename, size, etag }) => `${filename} ${size} ${etag}`).sort();
      expect(inOrder(await everyFile(second.url))).toEqual(inOrder(before));
      expect((await fetch(new URL('/readyz', second.url))).status).toBe(200);
      const [file] = before;
      const address = addressOf(second.url, file as FileStat);
      const refused = await fetch(address);
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(second.stdout()).not.toContain('Albums are up to date');

      await startImmich(version, port);
      const served = await fetch(address);
      expect(served.status).toBe(200);
      expect((await served.arrayBuffer()).byteLength).toBe(file?.size);
      await second.until(/"groups":6,.*"failed":0.*Albums are up to date/);
      expect(inOrder(await everyFile(second.url)).map((line) => line.split(' ')[0])).toEqual(
        inOrder(before).map((line) => line.split(' ')[0]),
      );
      await second.stop();
      expect(second.stdout()).not.toMatch(/stored listings|could not be stored/);
    },
  );
});

it('reads no album again that did not change', async () => {
  const folder = temporaryFolder();
  const { port } = await startImmich('3.1.0');
  const first = await startCommand(folder, port);
  await first.until(/"groups":6,"changed":6,.*Albums are up to date/);
  await first.stop();
  const second = await startCommand(folder, port);
  await second.until(/"groups":6,"changed":0,.*Albums are up to date/);
  await second.stop();
});

it('shows nothing of what another key was shown, and says so', async () => {
  const folder = temporaryFolder();
  const { port } = await startImmich('3.1.0');
  const first = await startCommand(folder, port);
  await first.until(/Albums are up to date/);
  await first.stop();
  const other = await startCommand(folder, 1, { IMMICH_API_KEY: 'another-key' });
  expect((await fetch(other.url, { method: 'PROPFIND', headers: { depth: '1' } })).status).toBe(503);
  await other.until(/of another library or another API key; they stay there/);
  await other.stop();
});

it('keeps no secret, and nothing that others on the machine may read', async () => {
  const folder = join(temporaryFolder(), 'data');
  const { port } = await startImmich('3.1.0');
  const server = await startCommand(folder, port);
  await server.until(/Albums are up to date/);
  const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  expect(kept.join().length).toBeGreaterThan(10_000);
  expect(kept.join()).not.toContain(demoApiKey);
  expect(statSync(folder).mode & 0o077).toBe(0);
  await server.stop();
});
