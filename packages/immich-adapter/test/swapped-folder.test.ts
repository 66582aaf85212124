import type * as FileSystem from 'node:fs/promises';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { library, photo } from '@immich-webdav/fake-immich';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bytesOf, firstAsset, start } from './start.ts';

const INSIDE = Buffer.from('what is in the library');
const OUTSIDE = Buffer.from('what nobody may see!!!');

/** What somebody else does just before and just after a file is opened, and whether the system tells paths of open files. */
const meanwhile = { before: async () => {}, after: async () => {}, tellsPaths: true };

vi.mock('node:fs/promises', async (importOriginal) => {
  const actual = await importOriginal<typeof FileSystem>();
  return {
    ...actual,
    open: async (...given: Parameters<typeof actual.open>) => {
      await meanwhile.before();
      const file = await actual.open(...given);
      await meanwhile.after();
      return file;
    },
    readlink: async (path: string) => {
      if (!meanwhile.tellsPaths) throw new Error('There is no such file.');
      return actual.readlink(path);
    },
  };
});

async function mounted() {
  const root = await mkdtemp(join(tmpdir(), 'swapped-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  onTestFinished(() => void Object.assign(meanwhile, { before: async () => {}, after: async () => {} }));
  const folder = join(root, 'library', 'sub');
  await mkdir(folder, { recursive: true });
  await mkdir(join(root, 'private'));
  await writeFile(join(folder, 'a.jpg'), INSIDE);
  await writeFile(join(root, 'private', 'a.jpg'), OUTSIDE);
  const asOriginal = { content: { generated: INSIDE.length }, originalPath: '/photos/sub/a.jpg' };
  const { source, immich } = await start(
    { library: library().album('A', [photo('a.jpg', asOriginal)]) },
    { libraryPathMap: [{ from: '/photos', to: join(root, 'library') }] },
  );
  const asset = await firstAsset(source);
  return {
    read: async () => bytesOf((await source.open(asset, 'original')).body),
    fromImmich: () => immich.requests.matching(/original$/).length,
    swap: async () => {
      await rename(folder, join(root, 'library', 'kept'));
      await symlink(join(root, 'private'), folder);
    },
    swapBack: async () => {
      await rm(folder);
      await rename(join(root, 'library', 'kept'), folder);
    },
  };
}

test.each([
  ['the system tells where an open file lies', true],
  ['it does not', false],
])('a folder that becomes a link before the file is opened leads nowhere, where %s', async (_, tellsPaths) => {
  meanwhile.tellsPaths = tellsPaths;
  const { read, fromImmich, swap, swapBack } = await mounted();
  expect(await read()).toEqual(INSIDE);
  expect(fromImmich()).toBe(0);
  meanwhile.before = swap;
  expect(await read()).not.toEqual(OUTSIDE);
  await swapBack();
  meanwhile.after = swapBack;
  expect(await read()).not.toEqual(OUTSIDE);
  expect(fromImmich()).toBe(2);
});
