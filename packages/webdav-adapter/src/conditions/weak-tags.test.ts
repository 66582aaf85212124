import type { FileResource } from '@immich-webdav/core';
import { expect, test } from 'vitest';
import { entityTag } from './entity-tag.ts';
import { rangeApplies } from './if-range.ts';
import { evaluatePreconditions } from './preconditions.ts';

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
  expect(evaluatePreconditions({ 'if-none-match': 'W/"x"' }, file)).toBe(304);
  expect(evaluatePreconditions({ 'if-none-match': '"x"' }, file)).toBe(304);
  expect(evaluatePreconditions({ 'if-none-match': 'W/"y"' }, file)).toBe('go');
  expect(evaluatePreconditions({ 'if-match': 'W/"x"' }, file)).toBe(412);
  expect(evaluatePreconditions({ 'if-match': '"x"' }, file)).toBe(412);
  expect(evaluatePreconditions({ 'if-match': '*' }, file)).toBe('go');
});

test('no part is added to what a client has of bytes that nobody vouches for', () => {
  expect(rangeApplies('W/"x"', file)).toBe(false);
  expect(rangeApplies('"x"', file)).toBe(false);
  expect(rangeApplies('Thu, 01 Jan 2026 00:00:00 GMT', file)).toBe(false);
  expect(rangeApplies(undefined, file)).toBe(true);
});
