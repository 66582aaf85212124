import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNameTable, nameKey } from './name-table.ts';

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
