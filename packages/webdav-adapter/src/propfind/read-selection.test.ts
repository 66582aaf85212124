import { expect, test } from 'vitest';
import { createSelectionReader } from './read-selection.ts';

const readSelection = createSelectionReader();
const asking = (name: string) => Buffer.from(`<propfind xmlns="DAV:"><prop><${name}/></prop></propfind>`);

test('the same body is parsed once', () => {
  expect(readSelection(asking('getetag'))).toBe(readSelection(asking('getetag')));
  expect(readSelection(asking('displayname')).properties).toHaveLength(1);
  expect(readSelection(asking('displayname')).key).not.toBe(readSelection(asking('getetag')).key);
});

test('an empty body is allprop', () => {
  expect(readSelection(Buffer.alloc(0)).properties.length).toBeGreaterThan(5);
});

test('a refused body is refused again', () => {
  const bad = Buffer.from('<propfind');
  expect(() => readSelection(bad)).toThrow('well-formed');
  expect(() => readSelection(bad)).toThrow('well-formed');
});

test('a long body is parsed and not cached', () => {
  const long = Buffer.concat([asking('getetag'), Buffer.alloc(4096, ' ')]);
  expect(readSelection(long)).toEqual(readSelection(asking('getetag')));
  expect(readSelection(long)).not.toBe(readSelection(long));
});
