import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';

const bytes = Buffer.from('0123456789');

describe.each(['listed', 'not listed', 'listed wrongly'] as const)('a file of no bytes, its length %s', (listed) => {
  const listedSize = { listed: 0, 'not listed': undefined, 'listed wrongly': 500 }[listed];

  test.each(['bytes=0-', 'bytes=0-0', 'bytes=0-1023', 'bytes=7-', 'bytes=-1', 'bytes=-500'])(
    'is sent whole, although %s is asked for',
    async (range) => {
      const { ask } = await serve(new MemoryTree().file(['empty.jpg'], { bytes: Buffer.alloc(0), listedSize }));
      const got = await ask('GET', '/empty.jpg', { headers: { Range: range } });
      expect(got).toMatchObject({ status: 200, text: '' });
      expect(got.headers['content-length']).toBe('0');
      expect(got.headers['content-range']).toBeUndefined();
    },
  );
});

describe('a file of unknown length', () => {
  const file = () => new MemoryTree().file(['v.mp4'], { bytes, listedSize: undefined });

  test.each([
    ['bytes=5-6', 206, 'bytes 5-6/10', '56', 1],
    ['bytes=0-0', 206, 'bytes 0-0/10', '0', 1],
    ['bytes=5-', 206, 'bytes 5-9/10', '56789', 1],
    ['bytes=8-99', 206, 'bytes 8-9/10', '89', 1],
    ['bytes=-3', 206, 'bytes 7-9/10', '789', 2],
    ['bytes=-30', 206, 'bytes 0-9/10', '0123456789', 2],
    ['bytes=10-', 416, 'bytes */10', 'The file has 10 bytes.\n', 1],
    ['bytes=99-100', 416, 'bytes */10', 'The file has 10 bytes.\n', 1],
    ['bytes=-0', 416, 'bytes */10', 'The file has 10 bytes.\n', 1],
    ['bytes=5-2', 200, undefined, '0123456789', 1],
    ['bytes=0-1,3-4', 200, undefined, '0123456789', 1],
  ])('is asked for %s: %i', async (range, status, contentRange, text, opens) => {
    const tree = file();
    const { ask } = await serve(tree);
    const got = await ask('GET', '/v.mp4', { headers: { Range: range } });
    expect(got).toMatchObject({ status, text });
    expect(got.headers['content-range']).toBe(contentRange);
    expect(tree.opens).toBe(opens);
    expect(tree.openBodies).toBe(0);
  });

  test.each(['bytes=5-6', 'bytes=-3'])('is sent whole where the library does, asked for %s', async (range) => {
    const tree = file();
    tree.ignoresRanges = true;
    const { ask } = await serve(tree);
    expect(await ask('GET', '/v.mp4', { headers: { Range: range } })).toMatchObject({
      status: 200,
      text: '0123456789',
    });
    expect(tree.openBodies).toBe(0);
  });

  test('says that it takes ranges, and no length', async () => {
    const { headers } = await (await serve(file())).ask('HEAD', '/v.mp4');
    expect(headers['accept-ranges']).toBe('bytes');
    expect(headers['content-length']).toBeUndefined();
  });

  test('is held against If-Range as any other', async () => {
    const { ask } = await serve(file());
    const ranged = (ifRange: string) => ask('GET', '/v.mp4', { headers: { Range: 'bytes=5-6', 'If-Range': ifRange } });
    expect((await ranged('"other"')).status).toBe(200);
    const { etag = '' } = (await ask('HEAD', '/v.mp4')).headers;
    expect((await ranged(etag)).status).toBe(206);
  });
});
