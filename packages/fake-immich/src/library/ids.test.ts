import { expect, test } from 'vitest';
import { indexedIds, uuidFrom } from './ids.ts';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids are UUIDs of version 4, the same for the same text', () => {
  expect(uuidFrom('a')).toMatch(UUID_V4);
  expect(uuidFrom('a')).toBe(uuidFrom('a'));
  expect(uuidFrom('a')).not.toBe(uuidFrom('b'));
});

test('an indexed id gives its index back', () => {
  const ids = indexedIds('x');
  for (const index of [0, 1, 2, 999, 1_000_000, 4_294_967_295]) {
    expect(ids.idOf(index)).toMatch(UUID_V4);
    expect(ids.indexOf(ids.idOf(index))).toBe(index);
  }
  expect(ids.indexOf(uuidFrom('y'))).toBeUndefined();
});

test('text that only ends like an indexed id has no index', () => {
  const ids = indexedIds('x');
  const tail = ids.idOf(0).slice(8);
  for (const head of ['', 'zzzzzzzz', '0000000', '000000000', 'ABCDEF01'])
    expect(ids.indexOf(head + tail)).toBeUndefined();
});
