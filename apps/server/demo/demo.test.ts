import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoLibrary } from '@immich-webdav/demo-library';
import { expect, it, onTestFinished } from 'vitest';
import { createClient, type FileStat } from 'webdav';
import { run } from '../test/run-command.ts';
import { startDemo } from './start-demo.ts';

it('starts, lists every view and an album, and stops at Ctrl+C', async () => {
  const demo = run('demo/main.ts', [], {});
  const [, url = ''] = await demo.until(/served at (http:\/\/127\.0\.0\.1:\d+\/)[\s\S]*Ctrl\+C/);
  const client = createClient(url);
  const views = (await client.getDirectoryContents('/')) as FileStat[];
  expect(views.map(({ basename }) => basename)).toEqual(['Albums', 'Favorites', 'Places', 'Timeline', 'Videos']);
  const albums = (await client.getDirectoryContents('/Albums')) as FileStat[];
  expect(albums).toHaveLength(demoLibrary.albums.length);
  const japan = albums.find((album) => album.basename.includes('日本'));
  expect(await client.getDirectoryContents(japan?.filename ?? '')).toHaveLength(10);
  demo.child.kill('SIGINT');
  expect(await demo.exit).toBe(0);
  expect(demo.stderr()).toBe('');
  expect(demo.stdout()).toMatch(/Stopped\.\n$/);
});

it('takes another port when its own is taken', async () => {
  const other = createServer();
  onTestFinished(() => void other.close());
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const demo = await startDemo({ port: String(port), logLevel: 'silent' });
  onTestFinished(() => demo.stop());
  expect(new URL(demo.url).port).not.toBe(String(port));
  expect((await fetch(new URL('/healthz', demo.url))).status).toBe(200);
});

it('obeys WEBDAV_PORT, and says that it is taken', async () => {
  const other = createServer();
  onTestFinished(() => void other.close());
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const taken = run('demo/main.ts', [], { WEBDAV_PORT: String(port) });
  expect(await taken.exit).toBe(1);
  expect(taken.stderr()).toMatch(new RegExp(`^Port ${port} is taken by another program; .*\\n$`));
  await new Promise((resolve) => other.close(resolve));
  const free = run('demo/main.ts', [], { WEBDAV_PORT: String(port) });
  await free.until(new RegExp(`served at http://127\\.0\\.0\\.1:${port}/`));
});

it('refuses a WEBDAV_PORT that is none', async () => {
  const demo = run('demo/main.ts', [], { WEBDAV_PORT: 'seventeen' });
  expect(await demo.exit).toBe(1);
  expect(demo.stderr()).toContain('WEBDAV_PORT is not valid');
});

it('--help says what it is and starts nothing', async () => {
  const help = run('demo/main.ts', ['--help'], {});
  expect(await help.exit).toBe(0);
  expect(help.stdout()).toMatch(/^Usage: demo[\s\S]*WEBDAV_PORT/);
  expect(help.stdout()).not.toContain('served');
});
