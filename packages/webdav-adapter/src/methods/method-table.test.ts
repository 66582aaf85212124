import type { Resource } from '@immich-webdav/core';
import { expect, test } from 'vitest';
import type { Method } from './exchange.ts';
import { createHeaders, methodTable } from './method-table.ts';

const times = { createdAt: 0, modifiedAt: 0 };
const collection: Resource = { ...times, kind: 'collection', id: 'c', name: '', path: [], etag: 'c' };
const file: Resource = { ...times, kind: 'file', id: 'f', name: 'a', path: ['a'], etag: 'f', mediaType: 'image/jpeg' };

test.each([collection, file, undefined])('a read-only tree allows reading and is of class 1: %o', (resource) => {
  expect(createHeaders(methodTable)(resource)).toEqual({
    DAV: '1',
    'MS-Author-Via': 'DAV',
    Allow: 'OPTIONS, GET, HEAD, PROPFIND',
  });
});

test('each row that applies to the resource is in Allow, and its compliance class in DAV', () => {
  const answer = () => {};
  const put: Method = {
    name: 'PUT',
    readsBody: true,
    isFor: (resource) => resource?.may?.has('write') === true,
    answer,
  };
  const mkcol: Method = { name: 'MKCOL', readsBody: true, isFor: (resource) => resource === undefined, answer };
  const lock: Method = { name: 'LOCK', readsBody: true, isFor: () => true, complianceClass: 2, answer };
  const table = [...methodTable, lock, put, mkcol];
  const headersFor = createHeaders(table);
  const allowed = (resource: Resource | undefined) => String(headersFor(resource).Allow).split(', ').slice(4);
  expect(allowed({ ...file, may: new Set(['write']) })).toEqual(['LOCK', 'PUT']);
  expect(allowed(file)).toEqual(['LOCK']);
  expect(allowed(collection)).toEqual(['LOCK']);
  expect(allowed(undefined)).toEqual(['LOCK', 'MKCOL']);
  expect(headersFor(file).DAV).toBe('1, 2');
});
