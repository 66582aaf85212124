import { expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';

const library = () => new MemoryTree().collection('album').file(['album', 'a.jpg'], { bytes: Buffer.from('picture') });

test.each([
  ['PROPFIND', '//', 207],
  ['PROPFIND', '///', 207],
  ['PROPFIND', 'http://photos.example//', 207],
  ['PROPFIND', '/album//', 207],
  ['PROPFIND', '//album', 207],
  ['HEAD', 'http://photos.example//album//a.jpg', 200],
  ['GET', '//album///a.jpg', 200],
  ['GET', '//none', 404],
])('%s %s: repeated slashes count as one', async (method, target, status) => {
  const { raw } = await serve(library());
  const text = await raw(`${method} ${target} HTTP/1.1\r\nHost: x\r\nDepth: 0\r\nConnection: close\r\n\r\n`);
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test('hrefs have single slashes, whatever was asked for', async () => {
  const { raw } = await serve(library(), { basePath: '//my//photos/' });
  const text = await raw('PROPFIND //my/photos///album// HTTP/1.1\r\nHost: x\r\nDepth: 1\r\nConnection: close\r\n\r\n');
  expect([...text.matchAll(/<D:href>([^<]*)/g)].map(([, href]) => href)).toEqual([
    '/my/photos/album/',
    '/my/photos/album/a.jpg',
  ]);
});
