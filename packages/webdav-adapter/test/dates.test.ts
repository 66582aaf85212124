import type { ResourceTree } from '@immich-webdav/core';
import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';

/** A tree with one picture of that time. */
function treeAt(ms: number): ResourceTree {
  const tree = new MemoryTree().file(['a.jpg'], { bytes: Buffer.from('picture') });
  const at = <T extends object>(resource: T): T => ({ ...resource, createdAt: ms, modifiedAt: ms });
  return {
    resolve: async (path) => {
      const found = await tree.resolve(path);
      return found && at(found);
    },
    members: async (collection) => (await tree.members(collection)).map(at),
    open: (file, options) => tree.open(file, options),
  };
}

const httpDate = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/;
/** Without a fraction of a second, which some clients cannot read. */
const isoDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const valuesOf = (text: string, property: string): readonly string[] =>
  [...text.matchAll(new RegExp(`<D:${property}>([^<]*)`, 'g'))].map(([, value = '']) => value);

describe.each([
  ['44 BC', Date.UTC(-43, 2, 15), false, false],
  ['year 0', Date.parse('0000-01-01T00:00Z'), true, true],
  ['1994', Date.UTC(1994, 10, 6, 8, 49, 37), true, true],
  ['2097', Date.UTC(2097, 4, 12), true, true],
  ['9999', Date.UTC(9999, 11, 31, 23, 59, 59, 999), true, true],
  ['10000', Date.UTC(10_000, 0, 1), true, false],
  ['50470', Date.UTC(50_470, 0, 6), true, false],
  ['no time at all', Number.NaN, false, false],
])('a file of %s', (_, ms, isModified, isCreated) => {
  test('has no date that its format cannot hold, and none later than the answer', async () => {
    const { ask } = await serve(treeAt(ms));
    const { headers } = await ask('GET', '/a.jpg');
    const modified = headers['last-modified'];
    expect(modified !== undefined).toBe(isModified);
    if (modified !== undefined) {
      expect(modified).toMatch(httpDate);
      expect(Date.parse(modified)).toBeLessThanOrEqual(Date.parse(String(headers.date)));
    }
    expect((await ask('HEAD', '/a.jpg')).status).toBe(200);
  });

  test.each(['0', '1'])('has such properties only, Depth %s', async (depth) => {
    const { ask } = await serve(treeAt(ms));
    const { status, text, headers } = await ask('PROPFIND', '/', { headers: { Depth: depth } });
    expect(status).toBe(207);
    const [modified, created] = [valuesOf(text, 'getlastmodified'), valuesOf(text, 'creationdate')];
    expect(modified).toHaveLength(isModified ? Number(depth) + 1 : 0);
    expect(created).toHaveLength(isCreated ? Number(depth) + 1 : 0);
    for (const value of modified) {
      expect(value).toMatch(httpDate);
      expect(Date.parse(value)).toBeLessThanOrEqual(Date.parse(String(headers.date)));
    }
    for (const value of created) expect(value).toMatch(isoDate);
  });

  test('is listed for browsers', async () => {
    const { ask } = await serve(treeAt(ms));
    const { status, text } = await ask('GET', '/');
    expect(status).toBe(200);
    expect(text).toMatch(isCreated ? /<td>\d{4}-\d\d-\d\d<\/td>/ : /<td><\/td>/);
  });
});

describe('If-Modified-Since', () => {
  const ms = Date.UTC(1994, 10, 6, 8, 49, 37);
  test.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', 304],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 304],
    ['Sun Nov  6 08:49:37 1994', 304],
    ['Sun, 06 Nov 1994 08:49:36 GMT', 200],
    ['Sunday, 06-Nov-94 08:49:36 GMT', 200],
    ['Sun Nov  6 08:49:36 1994', 200],
    ['Mon, 06 Jan 2031', 200],
    ['Mon, 06 Jan 2031 00:00:00 +0000', 200],
    ['2031-01-06T00:00:00Z', 200],
  ])('%s is answered %i', async (value, status) => {
    const { ask } = await serve(treeAt(ms));
    expect((await ask('GET', '/a.jpg', { headers: { 'If-Modified-Since': value } })).status).toBe(status);
  });
});
