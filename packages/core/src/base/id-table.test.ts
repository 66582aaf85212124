import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdTable } from './id-table.ts';

const turns = { sleep: async () => {} };

test('holds what a map would hold, and a table that was replaced stays as it was', async () => {
  const step = fc.record({ id: fc.nat(3000), add: fc.integer({ min: 1, max: 5 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { size: 'max', maxLength: 5000 }), async (steps) => {
      const table = createIdTable();
      const map = new Map<string, number>();
      for (const { id, add } of steps) {
        table.change(`asset-${id}`, (value) => value + add);
        map.set(`asset-${id}`, (map.get(`asset-${id}`) ?? 0) + add);
      }
      const doubled = await table.replaceAll((value) => 2 * value, turns);
      doubled.change('asset-0', () => 1);
      for (let id = 1; id <= 3000; id++) {
        const value = map.get(`asset-${id}`) ?? 0;
        expect([table.get(`asset-${id}`), doubled.get(`asset-${id}`)]).toEqual([value, 2 * value]);
      }
      expect([table.get('asset-0'), doubled.get('asset-0')]).toEqual([map.get('asset-0') ?? 0, 1]);
    }),
    { numRuns: 10 },
  );
});
