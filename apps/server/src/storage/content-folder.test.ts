import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contentFolder } from './content-folder.ts';
import { userDataFolder } from './data-folder.ts';

it('is the one that was named', async () => {
  expect(await contentFolder('/var/cache/photos', '/data')).toBe('/var/cache/photos');
});

it('is in the folder for data else', async () => {
  expect(await contentFolder(undefined, join('/', 'data'))).toBe(join('/', 'data', 'content'));
  expect(await contentFolder(undefined, undefined)).toBe(join(await userDataFolder(), 'content'));
});
