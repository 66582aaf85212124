import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../test/manual-clock.ts';
import type { GivenName } from './give-names.ts';
import { givePaths, type Pathless, verbatimOf } from './give-paths.ts';
import { legalName } from './legal-name.ts';
import { nameKey } from './name-table.ts';

const clock = createManualClock();
const nobody = (): undefined => undefined;

const pathless = (...paths: readonly string[]): readonly Pathless[] =>
  paths.map((path, at) => ({ id: `${at}`, names: path.split('/') }));

/** What was given, as a later run knows it. */
function remember(all: readonly Pathless[], paths: ReadonlyMap<string, string>): (id: string) => GivenName | undefined {
  const verbatims = new Map(all.map(({ id, names }) => [id, verbatimOf(names)]));
  return (id) => {
    const [verbatim, name] = [verbatims.get(id), paths.get(id)];
    return verbatim === undefined || name === undefined ? undefined : { verbatim, name };
  };
}

/** The paths in the order of who gets them. */
async function give(all: readonly Pathless[], given: (id: string) => GivenName | undefined = nobody) {
  const paths = await givePaths(all, given, clock);
  return all.map(({ id }) => paths.get(id));
}

describe('paths', () => {
  it('are within the own parent where parents differ in case only', async () => {
    const [canyon, birks, own, oaks, deep] = await give(
      pathless('Canyon', 'Canyon/Birks', 'canyon', 'canyon/oaks', 'canyon/oaks/red'),
    );
    expect([canyon, birks]).toEqual(['Canyon', 'Canyon/Birks']);
    expect(own).toMatch(/^canyon~[0-9a-f]{6}$/);
    expect([oaks, deep]).toEqual([`${own}/oaks`, `${own}/oaks/red`]);
  });

  it('are so whichever of them came first, and where cleaning makes two parents one', async () => {
    const [oaks, b, birks, canyon, own, star, mark] = await give(
      pathless('canyon/oaks', 'A?/b', 'Canyon/Birks', 'Canyon', 'canyon', 'A*', 'A?'),
    );
    expect([canyon, star]).toEqual(['Canyon', 'A_']);
    expect([oaks, birks, b]).toEqual([`${own}/oaks`, `${canyon}/Birks`, `${mark}/b`]);
  });

  it('that were in the folder of another parent move to their own', async () => {
    const all = pathless('Canyon', 'canyon', 'canyon/oaks', 'Canyon/Birks');
    const wrong = ['Canyon', 'canyon~123456', 'Canyon/oaks', 'Canyon/Birks'];
    const given = remember(all, new Map(wrong.map((path, at) => [`${at}`, path])));
    expect(await give(all, given)).toEqual(['Canyon', 'canyon~123456', 'canyon~123456/oaks', 'Canyon/Birks']);
  });

  it('share a folder where there is no such parent', async () => {
    expect(await give(pathless('Trips', 'TRIPS/2024', 'trips/2024/Rome'))).toEqual([
      'Trips',
      'Trips/2024',
      'Trips/2024/Rome',
    ]);
  });

  it('stay where they are when the parent comes later, and with the parent that has the plain name', async () => {
    const [rome] = pathless('trips/Rome');
    const newcomer = { id: 'new', names: ['Trips'] };
    const first = await givePaths([rome as Pathless], nobody, clock);
    const next = await givePaths([newcomer, rome as Pathless], remember([rome as Pathless], first), clock);
    expect([...next]).toEqual([
      ['new', 'trips'],
      ['0', 'trips/Rome'],
    ]);

    const twins = pathless('Trips', 'Trips', 'Trips/Rome');
    const given = new Map([
      ['0', 'Trips~123456'],
      ['1', 'Trips'],
      ['2', 'Trips/Rome'],
    ]);
    expect(await givePaths(twins, remember(twins, given), clock)).toEqual(given);
  });
});

const name = fc.constantFrom('a', 'A', 'á', 'Á', 'b', 'a?', 'a*', ' ', 'con', '.', '..');
const tree = fc
  .uniqueArray(fc.array(name, { minLength: 1, maxLength: 3 }), { selector: verbatimOf, maxLength: 25 })
  .map((all) => all.map((names): Pathless => ({ id: verbatimOf(names), names })));

it('any tree: all differ, each is within its own parent, and the next run gives the same', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (all) => {
      const paths = await givePaths(all, nobody, clock);
      expect(new Set([...paths.values()].map(nameKey)).size).toBe(all.length);
      for (const { id, names } of all) {
        const parent = paths.get(verbatimOf(names.slice(0, -1)));
        const segments = paths.get(id)?.split('/') ?? [];
        expect(segments).toHaveLength(names.length);
        for (const segment of segments) expect(legalName(segment)).toBe(segment);
        if (parent !== undefined) expect(segments.slice(0, -1).join('/')).toBe(parent);
      }
      expect(await givePaths(all, remember(all, paths), clock)).toEqual(paths);
    }),
  );
});

it('any tree: what comes and goes within others renames nobody', async () => {
  await fc.assert(
    fc.asyncProperty(tree, fc.array(fc.nat(), { maxLength: 10 }), async (all, picks) => {
      const leaves = all.filter(({ names }) =>
        all.every(
          (other) =>
            other.names.length <= names.length || verbatimOf(other.names.slice(0, names.length)) !== verbatimOf(names),
        ),
      );
      const away = new Set(picks.map((pick) => leaves[pick % Math.max(1, leaves.length)]?.id));
      const some = all.filter(({ id }) => !away.has(id));
      const before = await givePaths(some, nobody, clock);
      const after = await givePaths(all, remember(some, before), clock);
      for (const { id } of some) expect(after.get(id)).toBe(before.get(id));
    }),
  );
});
