import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { type Served, serve } from './serving.ts';

const library = () => new MemoryTree().collection('album').file(['album', 'a.jpg'], { bytes: Buffer.from('picture') });

/** What the header says, `undefined` for no header, on: a collection, a file, nothing. */
const answers: readonly (readonly [depth: string | undefined, collection: number, file: number, nothing: number])[] = [
  ['0', 207, 207, 404],
  ['1', 207, 207, 404],
  [' 1 ', 207, 207, 404],
  ['1,noroot', 207, 207, 404],
  ['1, NoRoot', 207, 207, 404],
  ['infinity', 403, 207, 404],
  ['Infinity', 403, 207, 404],
  ['infinity,noroot', 403, 207, 404],
  [undefined, 403, 207, 404],
  ['', 400, 400, 400],
  ['2', 400, 400, 400],
  ['-1', 400, 400, 400],
  ['01', 400, 400, 400],
  ['0, 1', 400, 400, 400],
  ['0,noroot', 400, 400, 400],
  ['1,noroot,noroot', 400, 400, 400],
  ['constructor', 400, 400, 400],
];

const statusOf = async ({ ask }: Served, path: string, depth: string | undefined): Promise<number> =>
  (await ask('PROPFIND', path, { headers: depth === undefined ? {} : { Depth: depth } })).status;

describe('Depth', () => {
  test.each(answers)('%j is answered %i on a collection, %i on a file, %i on nothing', async (depth, ...statuses) => {
    const served = await serve(library());
    const paths = ['/album', '/album/a.jpg', '/album/none'];
    expect(await Promise.all(paths.map((path) => statusOf(served, path, depth)))).toEqual(statuses);
  });

  test('without bound is refused with the precondition of RFC 4918', async () => {
    const { ask } = await serve(library());
    const { headers, text } = await ask('PROPFIND', '/album/');
    expect(headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(text).toContain('<D:error xmlns:D="DAV:"><D:propfind-finite-depth/></D:error>');
  });

  test('1,noroot tells the members as 1 does', async () => {
    const { ask } = await serve(library());
    const asked = async (depth: string) => (await ask('PROPFIND', '/album', { headers: { Depth: depth } })).text;
    expect(await asked('1,noroot')).toBe(await asked('1'));
  });

  test('of any other value is refused, and nothing breaks', async () => {
    const served = await serve(library());
    const known = new Set(answers.filter(([, collection]) => collection !== 400).map(([depth]) => depth?.trim()));
    const value = fc.string({ unit: 'grapheme-ascii' }).filter((text) => !known.has(text.trim()));
    await fc.assert(
      fc.asyncProperty(value, async (depth) => {
        expect(await statusOf(served, '/album', depth)).toBe(400);
      }),
      { numRuns: 50 },
    );
  });
});
