import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange } from './byte-range.ts';

const size = fc.integer({ min: 1, max: 1e12 });

test('any single range that begins inside is what an array slice would give', () => {
  fc.assert(
    fc.property(size, fc.nat(), fc.nat(), (length, a, extra) => {
      const first = a % length;
      const last = first + extra;
      const clamped = Math.min(last, length - 1);
      expect(parseRange(`bytes=${first}-${last}`, length)).toEqual({ first, last: clamped });
      expect(parseRange(`bytes=${first}-`, length)).toEqual({ first, last: length - 1 });
    }),
  );
});

test('a suffix is the end, never more than the whole', () => {
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 1e12 }), (length, count) => {
      expect(parseRange(`bytes=-${count}`, length)).toEqual({ first: Math.max(0, length - count), last: length - 1 });
    }),
  );
});

test('whatever the header, the answer lies inside the file', () => {
  const header = fc.oneof(fc.string(), fc.stringMatching(/^bytes=[0-9,\- ]{0,30}$/));
  fc.assert(
    fc.property(header, fc.nat(), (text, length) => {
      const range = parseRange(text, length);
      if (typeof range === 'string') return;
      expect(range.first).toBeGreaterThanOrEqual(0);
      expect(range.first).toBeLessThanOrEqual(range.last);
      expect(range.last).toBeLessThan(length);
    }),
  );
});
