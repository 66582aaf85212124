import { describe, expect, test } from 'vitest';
import { type FakeImmich, type LibraryDescription, library, photo } from '../src/index.ts';
import { documentOf, validatorOf } from './openapi-document.ts';
import { hasSharedFolder, RELEASES, whyAbsent } from './shared-folder.ts';
import { start } from './start.ts';
import { formOf } from './upload-form.ts';

const described: LibraryDescription = library()
  .user('admin')
  .album('Trip', [photo('in.jpg')])
  .album('Other', [])
  .loose(photo('a.jpg'), photo('b.jpg'), photo('trashed.jpg', { isTrashed: true }))
  .tag('Seen', [])
  .stack([photo('s.jpg'), photo('s.dng')])
  .user('bob');

interface Operation {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in the document. */
  readonly path: string;
  readonly status: number;
  /** The ids of the path, in its order. */
  readonly ids?: (known: Known) => readonly string[];
  /** JSON, or a form. */
  readonly body?: (known: Known) => object;
}

/** Finds ids by name. */
interface Known {
  readonly asset: (name: string) => string;
  readonly album: (name: string) => string;
  readonly user: (name: string) => string;
  readonly tag: string;
  readonly stack: string;
}

const PATH_ID = /\{\w+\}/g;

/** All of them are asked of one library, in this order. */
const OPERATIONS: readonly Operation[] = [
  { method: 'POST', path: '/assets', status: 201, body: () => formOf({}) },
  { method: 'POST', path: '/assets', status: 200, body: () => formOf({}) },
  {
    method: 'POST',
    path: '/assets/bulk-upload-check',
    status: 200,
    body: () => ({ assets: ['0', '1'].map((digit) => ({ id: digit, checksum: digit.repeat(40) })) }),
  },
  {
    method: 'PUT',
    path: '/assets/{id}',
    status: 200,
    ids: ({ asset }) => [asset('a.jpg')],
    body: () => ({ rating: 5 }),
  },
  { method: 'PUT', path: '/assets', status: 204, body: ({ asset }) => ({ ids: [asset('a.jpg')], isFavorite: true }) },
  {
    method: 'PUT',
    path: '/assets/copy',
    status: 204,
    body: ({ asset }) => ({ sourceId: asset('in.jpg'), targetId: asset('b.jpg') }),
  },
  {
    method: 'POST',
    path: '/assets/jobs',
    status: 204,
    body: ({ asset }) => ({ assetIds: [asset('a.jpg')], name: 'regenerate-thumbnail' }),
  },
  {
    method: 'POST',
    path: '/albums',
    status: 201,
    body: ({ asset, user }) => ({
      albumName: 'New',
      assetIds: [asset('a.jpg')],
      albumUsers: [{ userId: user('bob'), role: 'editor' }],
    }),
  },
  { method: 'POST', path: '/albums', status: 201, body: () => ({ albumName: '' }) },
  {
    method: 'PATCH',
    path: '/albums/{id}',
    status: 200,
    ids: ({ album }) => [album('Trip')],
    body: () => ({ description: 'seen' }),
  },
  {
    method: 'PUT',
    path: '/albums/{id}/assets',
    status: 200,
    ids: ({ album }) => [album('Trip')],
    body: ({ asset, tag }) => ({ ids: [asset('in.jpg'), asset('a.jpg'), tag] }),
  },
  {
    method: 'DELETE',
    path: '/albums/{id}/assets',
    status: 200,
    ids: ({ album }) => [album('Trip')],
    body: ({ asset, tag }) => ({ ids: [asset('in.jpg'), tag] }),
  },
  {
    method: 'PUT',
    path: '/albums/assets',
    status: 200,
    body: ({ album, asset }) => ({ albumIds: [album('Other')], assetIds: [asset('a.jpg')] }),
  },
  {
    method: 'PUT',
    path: '/albums/{id}/users',
    status: 200,
    ids: ({ album }) => [album('Trip')],
    body: ({ user }) => ({ albumUsers: [{ userId: user('bob') }] }),
  },
  {
    method: 'PUT',
    path: '/albums/{id}/user/{userId}',
    status: 204,
    ids: ({ album, user }) => [album('Trip'), user('bob')],
    body: () => ({ role: 'viewer' }),
  },
  {
    method: 'DELETE',
    path: '/albums/{id}/user/{userId}',
    status: 204,
    ids: ({ album, user }) => [album('Trip'), user('bob')],
  },
  { method: 'DELETE', path: '/albums/{id}', status: 204, ids: ({ album }) => [album('Other')] },
  { method: 'PUT', path: '/tags', status: 200, body: () => ({ tags: ['Trips/2024'] }) },
  { method: 'POST', path: '/tags', status: 201, body: () => ({ name: 'Family' }) },
  {
    method: 'PUT',
    path: '/tags/assets',
    status: 200,
    body: ({ tag, asset }) => ({ tagIds: [tag], assetIds: [asset('b.jpg')] }),
  },
  {
    method: 'PUT',
    path: '/tags/{id}/assets',
    status: 200,
    ids: ({ tag }) => [tag],
    body: ({ asset, tag }) => ({ ids: [asset('a.jpg'), asset('b.jpg'), tag] }),
  },
  {
    method: 'DELETE',
    path: '/tags/{id}/assets',
    status: 200,
    ids: ({ tag }) => [tag],
    body: ({ asset, tag }) => ({ ids: [asset('a.jpg'), tag] }),
  },
  { method: 'DELETE', path: '/tags/{id}', status: 204, ids: ({ tag }) => [tag] },
  {
    method: 'PUT',
    path: '/stacks/{id}',
    status: 200,
    ids: ({ stack }) => [stack],
    body: ({ asset }) => ({ primaryAssetId: asset('s.dng') }),
  },
  {
    method: 'DELETE',
    path: '/stacks/{id}/assets/{assetId}',
    status: 204,
    ids: ({ stack, asset }) => [stack, asset('s.jpg')],
  },
  { method: 'DELETE', path: '/stacks/{id}', status: 204, ids: ({ stack }) => [stack] },
  {
    method: 'POST',
    path: '/stacks',
    status: 201,
    body: ({ asset }) => ({ assetIds: [asset('a.jpg'), asset('b.jpg')] }),
  },
  { method: 'DELETE', path: '/stacks', status: 204, body: () => ({ ids: [] }) },
  { method: 'DELETE', path: '/assets', status: 204, body: ({ asset }) => ({ ids: [asset('a.jpg')] }) },
  { method: 'POST', path: '/trash/restore/assets', status: 200, body: ({ asset }) => ({ ids: [asset('a.jpg')] }) },
  { method: 'POST', path: '/trash/restore', status: 200 },
  { method: 'POST', path: '/trash/empty', status: 200 },
];

function knownOf({ library: lib }: FakeImmich): Known {
  return {
    asset: (name) => lib.assetNamed(name).id,
    album: (name) => lib.albumNamed(name).id,
    user: (name) => lib.userNamed(name).id,
    tag: lib.tagNamed('Seen').id,
    stack: lib.asset(lib.assetNamed('s.jpg').id).stackId ?? '',
  };
}

describe.skipIf(!hasSharedFolder).each(RELEASES)(
  `changes are answered by the OpenAPI document of %s ${hasSharedFolder ? '' : whyAbsent}`,
  (release) => {
    test('each with a status that it knows, and with a valid body', async () => {
      const { immich, url } = await start({ version: release, library: described });
      const known = knownOf(immich);
      const paths = documentOf(release).paths as Record<string, Record<string, { responses: object }>>;
      for (const operation of OPERATIONS) {
        const { method, path, status } = operation;
        const ids = [...(operation.ids?.(known) ?? [])];
        const body = operation.body?.(known);
        const isForm = body instanceof FormData;
        const response = await fetch(`${url}/api${path.replaceAll(PATH_ID, () => ids.shift() ?? '')}`, {
          method,
          headers: { 'x-api-key': 'admin-key', ...(body && !isForm && { 'content-type': 'application/json' }) },
          ...(body && { body: isForm ? body : JSON.stringify(body) }),
        });
        const name = `${method} ${path}`;
        expect({ name, status: response.status }).toEqual({ name, status });
        expect(Object.keys(paths[path]?.[method.toLowerCase()]?.responses ?? {}), name).toContain(String(status));
        const text = await response.text();
        if (status === 204) {
          expect({ name, text }).toEqual({ name, text: '' });
          continue;
        }
        const validate = validatorOf(release, operation);
        validate(JSON.parse(text));
        expect({ name, errors: validate.errors ?? [] }).toEqual({ name, errors: [] });
      }
    });
  },
);
