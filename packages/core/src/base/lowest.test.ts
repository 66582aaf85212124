import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLowest, lowestOf } from './lowest.ts';

const anyRanks = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 200 });

/** What is found for ranks that bear their place as digest. */
function find(count: number, ranks: readonly number[]) {
  const lowest = createLowest(count);
  for (const [at, rank] of ranks.entries()) lowest.add(rank, { high: at, low: at + 1 });
  return lowest.found();
}

it('finds the lowest ranks with what belongs to them, and all that rank as the last of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), anyRanks, (count, ranks) => {
      const last = ranks.toSorted((a, b) => a - b)[Math.min(count, ranks.length) - 1] ?? -1;
      const expected = [...ranks.entries()].filter(([, rank]) => rank <= last);
      const found = find(count, ranks);
      expect([...found.highs.entries()].map(([at, high]) => [high, found.ranks[at]])).toEqual(expected);
      expect([...found.lows]).toEqual(expected.map(([at]) => at + 1));
    }),
  );
});

it('finds in parts what it finds in the whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.array(anyRanks, { maxLength: 8 }), (count, parts) => {
      const sorted = (ranks: Float64Array) => [...ranks].sort((a, b) => a - b);
      const whole = find(count, parts.flat());
      const together = lowestOf(
        count,
        parts.map((part) => find(count, part)),
      );
      expect(sorted(together.ranks)).toEqual(sorted(whole.ranks));
    }),
  );
});

it('finds all where many rank alike', () => {
  expect(
    find(
      2,
      Array.from({ length: 100 }, () => 0.5),
    ).ranks,
  ).toHaveLength(100);
});
