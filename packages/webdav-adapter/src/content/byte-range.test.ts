import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange, satisfyRange } from './byte-range.ts';

const read = (header: string, length: number | undefined) => {
  const asked = parseRange(header);
  return asked === undefined ? 'whole' : satisfyRange(asked, length);
};

const size = fc.integer({ min: 1, max: 1e12 });

test('any single range that begins inside is what an array slice would give', () => {
  fc.assert(
    fc.property(size, fc.nat(), fc.nat(), (length, a, extra) => {
      const first = a % length;
      const last = first + extra;
      const clamped = Math.min(last, length - 1);
      expect(read(`bytes=${first}-${last}`, length)).toEqual({ first, last: clamped });
      expect(read(`bytes=${first}-`, length)).toEqual({ first, last: length - 1 });
    }),
  );
});

test('a suffix is the end, never more than the whole', () => {
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 1e12 }), (length, count) => {
      expect(read(`bytes=-${count}`, length)).toEqual({ first: Math.max(0, length - count), last: length - 1 });
    }),
  );
});

test('whatever the header, the answer lies inside the file', () => {
  const header = fc.oneof(fc.string(), fc.stringMatching(/^bytes=[0-9,\- ]{0,30}$/));
  fc.assert(
    fc.property(header, fc.nat(), (text, length) => {
      const range = read(text, length);
      if (typeof range === 'string') return;
      expect(range.first).toBeGreaterThanOrEqual(0);
      expect(range.first).toBeLessThanOrEqual(range.last);
      expect(range.last).toBeLessThan(length);
    }),
  );
});

test('a range of nothing is nothing, whatever it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^bytes=[0-9]{0,30}-[0-9]{0,30}$/), (header) => {
      expect(read(header, 0)).toBe('whole');
    }),
  );
});

test('without a length the same bytes are asked for, and only a suffix cannot be reckoned', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (first, extra) => {
      expect(read(`bytes=${first}-${first + extra}`, undefined)).toEqual({ first, last: first + extra });
      expect(read(`bytes=${first}-`, undefined)).toEqual({ first, last: Number.MAX_SAFE_INTEGER });
      expect(read(`bytes=-${first + 1}`, undefined)).toBe('whole');
    }),
  );
  expect(read(`bytes=${'9'.repeat(30)}-`, undefined)).toBe('unsatisfiable');
  expect(read('bytes=-0', undefined)).toBe('unsatisfiable');
});
