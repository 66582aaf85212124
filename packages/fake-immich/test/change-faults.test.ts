import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type FakeImmich, type Fault, library, photo } from '../src/index.ts';
import { namesOf, type Page, type Started, start, until } from './start.ts';
import { formOf } from './upload-form.ts';

const described = library()
  .user('admin')
  .album('Trip', [photo('in.jpg')])
  .loose(photo('a.jpg'), photo('trashed.jpg', { isTrashed: true }))
  .tag('Seen', []);

interface Change {
  readonly name: string;
  readonly method: string;
  readonly path: (immich: FakeImmich) => string;
  readonly body: (immich: FakeImmich) => object;
  readonly hasHappened: (immich: FakeImmich) => boolean;
}

const idOf = ({ library: lib }: FakeImmich, name: string): string => lib.assetNamed(name).id;
const sizeOf = ({ library: lib }: FakeImmich): number => [...lib.albumNamed('Trip').members].length;
const isThere = (find: () => unknown): boolean => {
  try {
    return find() !== undefined;
  } catch {
    return false;
  }
};

const CHANGES: readonly Change[] = [
  {
    name: 'upload',
    method: 'POST',
    path: () => '/assets',
    body: () => formOf({ name: 'new.jpg' }),
    hasHappened: ({ library: lib }) => isThere(() => lib.assetNamed('new.jpg')),
  },
  {
    name: 'edit',
    method: 'PUT',
    path: (immich) => `/assets/${idOf(immich, 'a.jpg')}`,
    body: () => ({ description: 'seen' }),
    hasHappened: ({ library: lib }) => lib.assetNamed('a.jpg').exif.description === 'seen',
  },
  {
    name: 'trash',
    method: 'DELETE',
    path: () => '/assets',
    body: (immich) => ({ ids: [idOf(immich, 'a.jpg')] }),
    hasHappened: ({ library: lib }) => lib.assetNamed('a.jpg').trashedAt !== null,
  },
  {
    name: 'restore',
    method: 'POST',
    path: () => '/trash/restore/assets',
    body: (immich) => ({ ids: [idOf(immich, 'trashed.jpg')] }),
    hasHappened: ({ library: lib }) => lib.assetNamed('trashed.jpg').trashedAt === null,
  },
  {
    name: 'copy',
    method: 'PUT',
    path: () => '/assets/copy',
    body: (immich) => ({ sourceId: idOf(immich, 'in.jpg'), targetId: idOf(immich, 'a.jpg') }),
    hasHappened: (immich) => sizeOf(immich) === 2,
  },
  {
    name: 'new album',
    method: 'POST',
    path: () => '/albums',
    body: () => ({ albumName: 'New' }),
    hasHappened: ({ library: lib }) => isThere(() => lib.albumNamed('New')),
  },
  {
    name: 'rename',
    method: 'PATCH',
    path: ({ library: lib }) => `/albums/${lib.albumNamed('Trip').id}`,
    body: () => ({ albumName: 'Renamed' }),
    hasHappened: ({ library: lib }) => isThere(() => lib.albumNamed('Renamed')),
  },
  {
    name: 'add',
    method: 'PUT',
    path: ({ library: lib }) => `/albums/${lib.albumNamed('Trip').id}/assets`,
    body: (immich) => ({ ids: [idOf(immich, 'a.jpg')] }),
    hasHappened: (immich) => sizeOf(immich) === 2,
  },
  {
    name: 'remove',
    method: 'DELETE',
    path: ({ library: lib }) => `/albums/${lib.albumNamed('Trip').id}/assets`,
    body: (immich) => ({ ids: [idOf(immich, 'in.jpg')] }),
    hasHappened: (immich) => sizeOf(immich) === 0,
  },
  {
    name: 'tag',
    method: 'PUT',
    path: ({ library: lib }) => `/tags/${lib.tagNamed('Seen').id}/assets`,
    body: (immich) => ({ ids: [idOf(immich, 'a.jpg')] }),
    hasHappened: ({ library: lib }) => lib.assetNamed('a.jpg').tagIds.length === 1,
  },
  {
    name: 'stack',
    method: 'POST',
    path: () => '/stacks',
    body: (immich) => ({ assetIds: [idOf(immich, 'a.jpg'), idOf(immich, 'in.jpg')] }),
    hasHappened: ({ library: lib }) => lib.assetNamed('a.jpg').stackId !== null,
  },
];

/** The status of the answer; undefined: the connection broke. */
async function attempt({ immich, url }: Started, { method, path, body }: Change): Promise<number | undefined> {
  const sent = body(immich);
  const isForm = sent instanceof FormData;
  try {
    const response = await fetch(`${url}/api${path(immich)}`, {
      method,
      headers: { 'x-api-key': 'admin-key', ...(!isForm && { 'content-type': 'application/json' }) },
      body: isForm ? sent : JSON.stringify(sent),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}

interface Outcome {
  readonly status: number | undefined;
  readonly hasHappened: boolean;
}

const FAULTS: readonly (readonly [string, Fault, Outcome])[] = [
  ['500', { status: 500 }, { status: 500, hasHappened: false }],
  ['401', { status: 401 }, { status: 401, hasHappened: false }],
  ['503 after the body', { status: 503, afterBody: true }, { status: 503, hasHappened: false }],
  ['a proxy that refuses', { status: 413, html: '<h1>413</h1>' }, { status: 413, hasHappened: false }],
  ['a cut before the body', { dropConnection: 'before-headers' }, { status: undefined, hasHappened: false }],
  ['a cut within the body', { cutUploadAfter: 5 }, { status: undefined, hasHappened: false }],
  [
    'a cut before the answer',
    { afterHandling: true, dropConnection: 'before-headers' },
    { status: undefined, hasHappened: true },
  ],
  ['500 in place of the answer', { afterHandling: true, status: 500 }, { status: 500, hasHappened: true }],
];

describe.each(FAULTS)('with %s', (_, fault, expected) => {
  test.each(CHANGES)('$name', async (change) => {
    const started = await start({ library: described });
    const { immich } = started;
    immich.faults.add({ ...fault, times: 1, match: { method: change.method } });
    const status = await attempt(started, change);
    await until(() => immich.openRequests === 0);
    expect({ status, hasHappened: change.hasHappened(immich) }).toEqual(expected);
    // What was done is not done twice, and what was not is done now.
    await attempt(started, change);
    expect(change.hasHappened(immich)).toBe(true);
  });
});

test('an upload whose answer was lost is a duplicate the next time', async () => {
  const { immich, upload } = await start({ library: described });
  immich.faults.add({ times: 1, afterHandling: true, dropConnection: 'before-headers' });
  await expect(upload()).rejects.toThrow();
  expect(await upload()).toMatchObject({ httpStatus: 200, status: 'duplicate', id: idOf(immich, 'new.jpg') });
});

test('an upload that is cut at any sixteenth makes no asset', async () => {
  const { immich, read, upload } = await start({ library: described });
  const bytes = new Uint8Array(160_000);
  for (let part = 0; part < 16; part++) {
    immich.faults.add({ times: 1, cutUploadAfter: part * 10_000 });
    await expect(upload({ bytes })).rejects.toThrow();
  }
  await until(() => immich.openRequests === 0);
  expect(namesOf(await read<Page>('/search/metadata', {}))).not.toContain('new.jpg');
  expect((await upload({ bytes })).httpStatus).toBe(201);
});

test('an upload can stall until its client leaves', async () => {
  const { immich, url, read } = await start({ library: described });
  immich.faults.add({ times: 1, stallUploadAfter: 100 });
  const request = httpRequest(`${url}/api/assets`, {
    method: 'POST',
    headers: { 'x-api-key': 'admin-key', 'content-type': 'multipart/form-data; boundary=b' },
  });
  request.on('error', () => {});
  const closed = new Promise((resolve) => request.on('close', resolve));
  request.write('--b\r\ncontent-disposition: form-data; name="assetData"; filename="new.jpg"\r\n\r\n');
  request.write('x'.repeat(1000));
  await until(() => immich.openRequests === 1);
  request.destroy();
  await closed;
  await until(() => immich.openRequests === 0);
  expect(namesOf(await read<Page>('/search/metadata', {}))).not.toContain('new.jpg');
});
