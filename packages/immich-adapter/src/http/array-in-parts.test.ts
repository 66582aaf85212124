import { LibraryError } from '@immich-webdav/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrayInChunks } from './array-in-parts.ts';

/** So long that it is not parsed in one go. */
const padding = 'x'.repeat(600 * 1024);

async function read(json: string): Promise<unknown[]> {
  const parts: unknown[] = [];
  for await (const part of arrayInChunks<object>(Buffer.from(json), 'assets', 'an album')) parts.push(...part);
  return parts;
}

test('finds the records, whatever is in them and around them', async () => {
  const record = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
  await fc.assert(
    fc.asyncProperty(fc.array(record), record, fc.constantFrom(0, 1), async (assets, others, indent) => {
      const album = {
        padding,
        ...others,
        users: [{ assets: 1 }, { deep: { assets: [1, 2] } }],
        assets,
        last: [[], {}],
      };
      expect(await read(JSON.stringify(album, null, indent))).toEqual(JSON.parse(JSON.stringify(assets)));
    }),
  );
});

test.each([0, 1, 499, 500, 501, 1800])('gives %i records once and in order', async (count) => {
  const assets = Array.from({ length: count }, (_, index) => ({ index, tags: [{ a: 1 }, { b: '],[' }] }));
  expect(await read(JSON.stringify({ assets, padding }))).toEqual(assets);
});

test('lets waiting work in between two parts, and while it looks for them', async () => {
  let turns = 0;
  const count = (): void => {
    turns += 1;
    waiting = setImmediate(count);
  };
  let waiting = setImmediate(count);
  const assets = Array.from({ length: 2000 }, (_, index) => ({ index, text: 'x'.repeat(2000) }));
  await read(JSON.stringify({ assets }));
  clearImmediate(waiting);
  expect(turns).toBeGreaterThanOrEqual(5);
});

test.each([
  ['no such array', JSON.stringify({ padding })],
  ['another value', JSON.stringify({ padding, assets: 5 })],
  ['an array of numbers', JSON.stringify({ padding, assets: [1, 2] })],
  ['no object', JSON.stringify([padding])],
  ['an array that does not end', JSON.stringify({ padding, assets: [{}, {}] }).slice(0, -4)],
  ['a broken record', JSON.stringify({ padding, assets: [{}] }).replace('[{}]', '[{"a"}]')],
  ['a page of a proxy', `<html>${padding}</html>`],
  ['a small page of a proxy', '<html></html>'],
  ['a small answer without it', '{}'],
  ['nothing', 'null'],
])('refuses %s', async (_, json) => {
  const error = await read(json).catch((thrown: unknown) => thrown);
  expect(LibraryError.is(error) && error.code).toBe('bad-response');
});
