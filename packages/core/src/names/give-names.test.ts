import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createManualClock } from '../../test/manual-clock.ts';
import { type GivenName, giveNames, type Nameless } from './give-names.ts';
import { nameKey } from './name-table.ts';

const clock = createManualClock();
const nobody = (): undefined => undefined;
const verbatims = fc.oneof(fc.string(), fc.constantFrom('a.jpg', 'A.JPG', 'a.jpg ', 'con', 'ß', 'SS', 'é', 'e\u0301'));
const members = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), verbatim: verbatims }), {
  selector: ({ id }) => id,
});

const remember = (all: readonly Nameless[], names: ReadonlyMap<string, string>) => {
  const byId = new Map(all.map(({ id, verbatim }) => [id, verbatim]));
  return (id: string): GivenName | undefined => {
    const [verbatim, name] = [byId.get(id), names.get(id)];
    return verbatim === undefined || name === undefined ? undefined : { verbatim, name };
  };
};

it('renames nobody when members come, go or change their order', async () => {
  await fc.assert(
    fc.asyncProperty(members, fc.array(fc.nat()), async (all, picks) => {
      const first = all.slice(0, Math.ceil(all.length / 2));
      const before = await giveNames(first, nobody, clock);
      const leaving = new Set(picks.map((pick) => first[pick % Math.max(1, first.length)]?.id));
      const after = all.toReversed().filter(({ id }) => !leaving.has(id));
      const names = await giveNames(after, remember(first, before), clock);
      for (const { id } of first) if (!leaving.has(id)) expect(names.get(id)).toBe(before.get(id));
      expect(new Set([...names.values()].map(nameKey)).size).toBe(after.length);
    }),
  );
});

it('gives a new name to a member that was renamed', async () => {
  const given = remember([{ id: '1', verbatim: 'a.jpg' }], new Map([['1', 'a.jpg']]));
  expect(await giveNames([{ id: '1', verbatim: 'b.jpg' }], given, clock)).toEqual(new Map([['1', 'b.jpg']]));
});

it('does not keep a name that hides what it is, and renames nobody else', async () => {
  const all = ['\u202egpj.exe.jpg', '../up.jpg', 'a.jpg', 'a.jpg'].map((verbatim, at) => ({ id: `${at}`, verbatim }));
  const given = new Map([
    ['0', '\u202egpj.exe.jpg'],
    ['1', '.._up~0123ab.jpg'],
    ['2', 'a~0123ab.jpg'],
    ['3', 'a.jpg'],
  ]);
  const names = await giveNames(all, remember(all, given), clock);
  expect(Object.fromEntries(names)).toEqual({ 0: '_gpj.exe.jpg', 1: '_.._up.jpg', 2: 'a~0123ab.jpg', 3: 'a.jpg' });
});

it('keeps every name that it gave, however long', async () => {
  const long = fc.string({ minLength: 240, maxLength: 260, unit: fc.constantFrom('a', 'é', '.', '~', '👩') });
  await fc.assert(
    fc.asyncProperty(fc.array(long, { minLength: 1, maxLength: 4 }), async (some) => {
      const all = [...some, ...some].map((verbatim, at) => ({ id: `${at}`, verbatim }));
      const names = await giveNames(all, nobody, clock);
      expect(await giveNames(all.toReversed(), remember(all, names), clock)).toEqual(names);
    }),
  );
});
