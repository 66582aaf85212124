import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asset } from '../../test/library.ts';
import { blockAt, blockLength, bytesOf, contentBlocks } from './content-blocks.ts';

it('covers every byte with exactly one block', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 1, max: 1e7 }), (size, blockBytes) => {
      const blocks = contentBlocks(
        { asset: asset('a', new Uint8Array(1), { size }), rendition: 'original' },
        blockBytes,
      )!;
      const last = blockAt(blocks, size - 1);
      expect(bytesOf(blocks, 0, last + 1)).toEqual({ first: 0, last: size - 1 });
      expect(last * blockBytes + blockLength(blocks, last)).toBe(size);
      expect(blockLength(blocks, last)).toBeGreaterThan(0);
    }),
  );
});

it.each([undefined, 0])('has none where the length is %s', (size) => {
  const { size: _, ...rest } = asset('a', new Uint8Array(1));
  expect(
    contentBlocks({ asset: { ...rest, ...(size !== undefined && { size }) }, rendition: 'original' }, 10),
  ).toBeUndefined();
});
