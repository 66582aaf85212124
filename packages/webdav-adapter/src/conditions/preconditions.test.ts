import type { FileResource } from '@immich-webdav/core';
import { expect, test } from 'vitest';
import { entityTag } from './entity-tag.ts';
import { evaluatePreconditions, rangeApplies } from './preconditions.ts';

const file: FileResource = {
  kind: 'file',
  id: 'a',
  name: 'a.jpg',
  path: ['a.jpg'],
  createdAt: 0,
  modifiedAt: Date.UTC(2026, 0, 1),
  etag: 'x',
  weak: true,
  mediaType: 'image/jpeg',
};

test('a weak tag says so', () => {
  expect(entityTag(file)).toBe('W/"x"');
});

test('a weak tag is good enough for 304, never for If-Match', () => {
  expect(evaluatePreconditions('GET', { 'if-none-match': 'W/"x"' }, file)).toBe(304);
  expect(evaluatePreconditions('GET', { 'if-none-match': '"x"' }, file)).toBe(304);
  expect(evaluatePreconditions('GET', { 'if-none-match': 'W/"y"' }, file)).toBe('proceed');
  expect(evaluatePreconditions('GET', { 'if-match': 'W/"x"' }, file)).toBe(412);
  expect(evaluatePreconditions('GET', { 'if-match': '"x"' }, file)).toBe(412);
  expect(evaluatePreconditions('GET', { 'if-match': '*' }, file)).toBe('proceed');
});

test('no part is added to what a client has of bytes that nobody vouches for', () => {
  expect(rangeApplies('W/"x"', file)).toBe(false);
  expect(rangeApplies('"x"', file)).toBe(false);
  expect(rangeApplies('Thu, 01 Jan 2026 00:00:00 GMT', file)).toBe(false);
  expect(rangeApplies(undefined, file)).toBe(true);
});

const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
const nextDay = 'Fri, 02 Jan 2026 00:00:00 GMT';
const nextYear = 'Fri, 01 Jan 2027 00:00:00 GMT';
const changedAt = Date.UTC(2026, 5, 1);

test.each<[string, Partial<FileResource>, readonly string[]]>([
  ['a file that the library never changed', {}, [date, nextDay, nextYear]],
  ['a file that the library changed in June', { changedAt }, [date, nextYear]],
  ['a file whose date does not follow its bytes', { weakDate: true }, []],
])('dates that prove a copy of %s current', (_, more, proofs) => {
  for (const since of [date, nextDay, nextYear]) {
    const isProof = proofs.includes(since);
    expect(evaluatePreconditions('GET', { 'if-modified-since': since }, { ...file, ...more })).toBe(
      isProof ? 304 : 'proceed',
    );
    expect(evaluatePreconditions('GET', { 'if-unmodified-since': since }, { ...file, ...more })).toBe(
      isProof ? 'proceed' : 412,
    );
  }
});
