import { expect, test } from 'vitest';
import { readDestination } from './destination.ts';

const here = { kind: 'here', segments: ['a b', 'c.jpg'] };
const elsewhere = { kind: 'elsewhere' };

test.each<[string, string | undefined, object]>([
  ['/a%20b/c.jpg', 'photos.example', here],
  ['https://photos.example/a%20b/c.jpg', 'photos.example', here],
  ['http://photos.example/a%20b/c.jpg', 'photos.example', here],
  ['https://photos.example:443/a%20b/c.jpg', 'photos.example', here],
  ['http://Photos.Example/a%20b/c.jpg', 'photos.example:80', here],
  ['https://photos.example:8443/a%20b/c.jpg', 'photos.example:8443', here],
  ['https://ada:secret@photos.example/a%20b/c.jpg', 'photos.example', here],
  ['http://[::1]:1700/a%20b/c.jpg', '[::1]:1700', here],
  ['http://anything/a%20b/c.jpg', undefined, here],
  ['https://photos.example:8443/a%20b/c.jpg', 'photos.example', elsewhere],
  ['https://other.example/a%20b/c.jpg', 'photos.example', elsewhere],
  ['https://photos.example@other.example/a%20b/c.jpg', 'photos.example', elsewhere],
  ['https://photos.example/a/../b', 'photos.example', { kind: 'malformed' }],
  ['a b', 'photos.example', { kind: 'malformed' }],
])('Destination %s at %s', (field, host, expected) => {
  const origin = { address: '', scheme: 'https', prefix: [], ...(host !== undefined && { host }) } as const;
  expect(readDestination(field, origin)).toEqual(expected);
});
