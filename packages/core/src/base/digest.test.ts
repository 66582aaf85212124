import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDigest } from './digest.ts';

it('is the same in digits and in words', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (texts) => {
      const digest = createDigest();
      for (const text of texts) digest.add(text);
      const { high, low } = digest.words();
      expect(digest.hex()).toBe([high, low].map((word) => word.toString(16).padStart(8, '0')).join(''));
    }),
  );
});

it('is the same in every release: kept listings are known by it', () => {
  const digest = createDigest();
  digest.add('IMG_0001.jpg');
  digest.addBytes(new Uint8Array([0, 255]));
  expect(digest.hex()).toBe('be5c5ecb88df8cbe');
});
