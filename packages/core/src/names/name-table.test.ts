import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legalName } from './legal-name.ts';
import { createNameTable, nameBeside, nameKey } from './name-table.ts';

const name = (verbatims: readonly string[]): string[] => {
  const names = createNameTable();
  return verbatims.map((verbatim, at) => names.claim(verbatim, `id-${at}`));
};
const manyNames = fc.array(
  fc.oneof(fc.string(), fc.constantFrom('a.jpg', 'A.JPG', 'a.jpg ', 'con', 'ß', 'SS', 'é', 'e\u0301')),
);

describe('a name table', () => {
  it('lets the first keep the name and puts the suffix before the extension', () => {
    const [first, second, third] = name(['IMG_0001.jpg', 'IMG_0001.jpg', 'img_0001.JPG']);
    expect(first).toBe('IMG_0001.jpg');
    expect(second).toMatch(/^IMG_0001~[0-9a-f]{6}\.jpg$/);
    expect(third).toMatch(/^img_0001~[0-9a-f]{6}\.JPG$/);
  });

  it('gives names that are unique without regard to case', () => {
    fc.assert(
      fc.property(manyNames, (verbatims) => {
        expect(new Set(name(verbatims).map(nameKey)).size).toBe(verbatims.length);
      }),
    );
  });

  it('never renames an older member when a younger one comes', () => {
    fc.assert(
      fc.property(manyNames, fc.string(), (verbatims, younger) => {
        expect(name([...verbatims, younger]).slice(0, -1)).toEqual(name(verbatims));
      }),
    );
  });

  it('tells two ids with the same hash apart', () => {
    const names = createNameTable();
    const given = ['a', 'same', 'same', 'same'].map((id) => names.claim('x.jpg', id));
    expect(new Set(given).size).toBe(4);
  });
});

describe('what is beside a name', () => {
  it('has its stem and its suffix, whoever has either of the two', () => {
    const names = createNameTable();
    const claim = (name: string, id: string, beside?: string) => {
      const given = names.claim(name, id, beside);
      return beside === undefined ? [given] : [given, nameBeside(given, beside)];
    };
    expect(claim('IMG_1.MOV', 'film')).toEqual(['IMG_1.MOV']);
    const [still = '', film = ''] = claim('IMG_1.HEIC', 'live', '.mov');
    expect(still).toMatch(/^IMG_1~[0-9a-f]{6}\.HEIC$/);
    expect(film).toBe(still.replace('HEIC', 'mov'));
    expect(claim('IMG_2.jpg', 'other', '.mp4')).toEqual(['IMG_2.jpg', 'IMG_2.mp4']);
    expect(names.keep('img_2.MP4')).toBe(false);
    expect(names.keep('IMG_1.jpg', '.mov')).toBe(false);
    expect(names.keep('IMG_3.jpg', '.mov')).toBe(true);
  });

  it('differs from everything else and is legal, for any names', () => {
    const ending = fc.constantFrom('', '.jpg', '.mov', '.MOV', '.heic', `.${'x'.repeat(15)}`);
    const stem = fc.oneof(fc.constantFrom('a', 'A', 'IMG_1'), fc.string({ minLength: 230, maxLength: 260 }));
    const wanted = fc.array(fc.tuple(stem, ending, fc.constantFrom(undefined, '.mov', '.mp4')), { maxLength: 8 });
    fc.assert(
      fc.property(wanted, (all) => {
        const names = createNameTable();
        const given = all.flatMap(([start, end, beside], at) => {
          const name = names.claim(start + end, `${at}`, beside);
          return beside === undefined ? [name] : [name, nameBeside(name, beside)];
        });
        expect(new Set(given.map(nameKey)).size).toBe(given.length);
        for (const name of given) expect(legalName(name)).toBe(name);
      }),
    );
  });
});
