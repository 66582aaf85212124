import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { library, photo } from '@immich-webdav/fake-immich';
import { expect, onTestFinished, test } from 'vitest';
import { bytesOf, firstAsset, rejection, start } from './start.ts';

const BYTES = Buffer.from('The original as it lies on disk.');

/** A library folder, a file outside of it, and a source that maps `/photos` to the folder. */
async function mounted(originalPath: string) {
  const root = await mkdtemp(join(tmpdir(), 'path-map-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, 'library');
  await mkdir(join(folder, 'sub'), { recursive: true });
  await mkdir(join(root, 'library-private'));
  await writeFile(join(root, 'outside.jpg'), BYTES);
  await writeFile(join(root, 'library-private', 'a.jpg'), BYTES);
  await writeFile(join(folder, 'sub', 'a.jpg'), BYTES);
  const started = await start(
    { library: library().album('A', [photo('a.jpg', { content: { generated: BYTES.length }, originalPath })]) },
    { libraryPathMap: [{ from: '/photos', to: folder }] },
  );
  const fromImmich = () => started.immich.requests.matching(/original$/).length;
  return { ...started, root, folder, fromImmich, asset: await firstAsset(started.source) };
}

test('a mapped original is read from disk, whole and in ranges', async () => {
  const { source, asset, fromImmich } = await mounted('/photos/sub/a.jpg');
  const whole = await source.open(asset, 'original');
  expect(whole.size).toBe(BYTES.length);
  expect(await bytesOf(whole.body)).toEqual(BYTES);
  const part = await source.open(asset, 'original', { range: { first: 4, last: 11 } });
  expect(part).toMatchObject({ size: BYTES.length, range: { first: 4, last: 11 } });
  expect(await bytesOf(part.body)).toEqual(BYTES.subarray(4, 12));
  const rest = await source.open(asset, 'original', { range: { first: 30, last: 99 } });
  expect(rest.range).toEqual({ first: 30, last: BYTES.length - 1 });
  expect(await bytesOf(rest.body)).toEqual(BYTES.subarray(30));
  const past = source.open(asset, 'original', { range: { first: BYTES.length, last: 99 } });
  expect(await rejection(past)).toMatchObject({ code: 'range-not-satisfiable', size: BYTES.length });
  expect(fromImmich()).toBe(0);
});

test.each([
  ['is outside of every mapping', '/elsewhere/a.jpg'],
  ['only begins like a mapping', '/photos-private/a.jpg'],
  ['climbs out', '/photos/../outside.jpg'],
  ['climbs out to a folder with the same beginning', '/photos/../library-private/a.jpg'],
  ['is not there', '/photos/sub/none.jpg'],
  ['is a folder', '/photos/sub'],
  ['is the mapped folder', '/photos/'],
  ['holds a zero byte', '/photos/sub/a.jpg\0.png'],
])('Immich is asked for a path that %s', async (_, originalPath) => {
  const { source, asset, fromImmich } = await mounted(originalPath);
  const bytes = await bytesOf((await source.open(asset, 'original')).body);
  expect(bytes.length).toBe(BYTES.length);
  expect(bytes).not.toEqual(BYTES);
  expect(fromImmich()).toBe(1);
});

test('no symbolic link leads outside, neither a file nor a folder', async () => {
  for (const [name, target, path] of [
    ['link.jpg', 'outside.jpg', '/photos/link.jpg'],
    ['link', 'library-private', '/photos/link/a.jpg'],
  ] as const) {
    const { source, asset, root, folder, fromImmich } = await mounted(path);
    await symlink(join(root, target), join(folder, name));
    expect(await bytesOf((await source.open(asset, 'original')).body)).not.toEqual(BYTES);
    expect(fromImmich()).toBe(1);
  }
});

test('a symbolic link that stays inside is followed, and the mapped folder may be one', async () => {
  const { source, asset, folder, fromImmich } = await mounted('/photos/inside.jpg');
  await symlink(join(folder, 'sub', 'a.jpg'), join(folder, 'inside.jpg'));
  expect(await bytesOf((await source.open(asset, 'original')).body)).toEqual(BYTES);
  expect(fromImmich()).toBe(0);
});

test('a file of another size is not the original', async () => {
  const { source, asset, folder, fromImmich } = await mounted('/photos/sub/a.jpg');
  await truncate(join(folder, 'sub', 'a.jpg'), 5);
  expect((await bytesOf((await source.open(asset, 'original')).body)).length).toBe(BYTES.length);
  expect(fromImmich()).toBe(1);
});

test('a file that shrinks while it is read rejects', async () => {
  const { source, asset, folder } = await mounted('/photos/sub/a.jpg');
  const { body } = await source.open(asset, 'original');
  await truncate(join(folder, 'sub', 'a.jpg'), 5);
  expect(await rejection(bytesOf(body))).toMatchObject({ code: 'unavailable' });
});
