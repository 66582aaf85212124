import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { library, photo } from '../src/index.ts';
import { namesOf, type Page, type Started, start, until } from './start.ts';

const empty = library().user('admin').user('bob');
const VERSIONS = ['2.7.5', '3.1.0'] as const;

const sha1 = (bytes: Uint8Array | string): Buffer => createHash('sha1').update(bytes).digest();

interface Shown {
  readonly originalFileName: string;
  readonly checksum: string;
  readonly fileCreatedAt: string;
  readonly visibility: string;
  readonly isFavorite: boolean;
  readonly isTrashed: boolean;
  readonly width: number | null;
  readonly thumbhash: string | null;
  readonly exifInfo: { readonly fileSizeInByte: number };
}

describe.each(VERSIONS)('an upload to %s', (version) => {
  test('is served as it was sent, listed, and counted', async () => {
    const { read, ask, upload } = await start({ version, library: empty });
    const bytes = randomBytes(300_000);
    const { httpStatus, status, id } = await upload({ name: 'a.jpg', bytes });
    expect({ httpStatus, status }).toEqual({ httpStatus: 201, status: 'created' });
    const original = await ask(`/assets/${id}/original`);
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true);
    expect(original.headers.get('last-modified')).toBe('Mon, 01 Jan 2024 12:00:00 GMT');
    const range = await ask(`/assets/${id}/original`, { headers: { range: 'bytes=100-199' } });
    expect(Buffer.from(await range.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true);
    const asset = await read<Shown>(`/assets/${id}`);
    expect(asset).toMatchObject({ originalFileName: 'a.jpg', checksum: sha1(bytes).toString('base64') });
    expect(asset.exifInfo.fileSizeInByte).toBe(bytes.length);
    expect(namesOf(await read<Page>('/search/metadata', {}))).toEqual(['a.jpg']);
    expect(await read('/timeline/buckets')).toEqual([{ timeBucket: '2024-01-01', count: 1 }]);
    expect(await read('/assets/statistics')).toEqual({ images: 1, videos: 0, total: 1 });
  });

  test('of known bytes is a duplicate for their owner only, and leaves no file', async () => {
    const { immich, upload } = await start({ version, library: empty });
    const first = await upload({ name: 'a.jpg' });
    const again = await upload({ name: 'b.jpg' });
    expect(again).toEqual({ httpStatus: 200, status: 'duplicate', id: first.id });
    immich.library.trash(first.id);
    expect(await upload()).toEqual({ httpStatus: 200, status: 'duplicate', id: first.id });
    expect(immich.library.asset(first.id).trashedAt).not.toBeNull();
    const others = await upload({}, { 'x-api-key': 'bob-key' });
    expect(others.status).toBe('created');
    expect(others.id).not.toBe(first.id);
    immich.library.forceDelete(first.id);
    expect((await upload()).httpStatus).toBe(201);
  });

  test.each(['hex', 'base64'] as const)('is refused a body by a known checksum in %s', async (form) => {
    const { url, upload } = await start({ version, library: empty });
    const { id } = await upload({ bytes: 'abc' });
    const response = await fetch(`${url}/api/assets`, {
      method: 'POST',
      headers: { 'x-api-key': 'admin-key', 'x-immich-checksum': sha1('abc').toString(form) },
    });
    expect([response.status, await response.json()]).toEqual([200, { status: 'duplicate', id }]);
    const wrong = await upload({ bytes: 'other' }, { 'x-immich-checksum': sha1('unknown').toString(form) });
    expect(wrong.httpStatus).toBe(201);
  });

  test('of bytes that a described asset has is a duplicate of it', async () => {
    const described = library()
      .user('admin')
      .loose(photo('a.jpg', { content: Buffer.from('abc') }));
    const { immich, upload } = await start({ version, library: described });
    const { id } = immich.library.assetNamed('a.jpg');
    expect(await upload({ bytes: 'abc' })).toMatchObject({ status: 'duplicate', id });
  });

  test('can be a favorite in the archive', async () => {
    const { read, upload } = await start({ version, library: empty });
    const { id } = await upload({ fields: { isFavorite: 'true', visibility: 'archive' } });
    expect(await read<Shown>(`/assets/${id}`)).toMatchObject({ isFavorite: true, visibility: 'archive' });
  });

  test.each([
    [{ fields: { fileCreatedAt: undefined } }],
    [{ fields: { fileModifiedAt: 'yesterday' } }],
    [{ name: 'a.txt' }],
    [{ name: '.DS_Store' }],
    [{ name: 'none' }],
    [{ sidecar: '<x/>', before: { filename: 'a.jpg' } }],
  ])('of %j is a 400 and leaves no file', async (given) => {
    const { read, upload } = await start({ version, library: empty });
    expect((await upload(given)).httpStatus).toBe(400);
    expect(namesOf(await read<Page>('/search/metadata', {}))).toEqual([]);
  });

  test.each([
    ['in the field', { name: 'x.jpg', fields: { filename: '../dir/a<b>|c*\t.jpg' } }, '../dir/a<b>|c*\t.jpg'],
    ['in the part, without folders', { name: 'sub/dir/part.jpg' }, 'part.jpg'],
    ['in UTF-8', { name: 'Zürich naïve.jpg' }, 'Zürich naïve.jpg'],
    ['before a part without an extension', { name: 'blob', before: { filename: 'named.jpg' } }, 'named.jpg'],
  ])('keeps its name %s', async (_, given, name) => {
    const { read, upload } = await start({ version, library: empty });
    const { id } = await upload(given);
    expect((await read<Shown>(`/assets/${id}`)).originalFileName).toBe(name);
  });

  test('is one asset if it comes four times at once', async () => {
    const { read, upload } = await start({ version, library: empty });
    const bytes = randomBytes(100_000);
    const answers = await Promise.all([1, 2, 3, 4].map((one) => upload({ name: `${one}.jpg`, bytes })));
    expect(answers.map(({ httpStatus }) => httpStatus).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(namesOf(await read<Page>('/search/metadata', {}))).toHaveLength(1);
  });

  test('is announced when it is processed, and shows less until then', async () => {
    const { immich, read, upload } = await start({ version, library: empty });
    immich.jobs.hold();
    const { id } = await upload({ fields: { fileModifiedAt: '2020-01-01T00:00:00.000Z' } });
    expect(await read<Shown>(`/assets/${id}`)).toMatchObject({
      width: null,
      fileCreatedAt: '2024-01-01T12:00:00.000Z',
    });
    expect(immich.jobs.waiting).toBe(1);
    immich.jobs.release();
    expect(await read<Shown>(`/assets/${id}`)).toMatchObject({
      width: 1200,
      fileCreatedAt: '2020-01-01T00:00:00.000Z',
    });
  });

  test('that breaks off makes no asset', async () => {
    const { immich, url, read } = await start({ version, library: empty });
    const request = httpRequest(`${url}/api/assets`, {
      method: 'POST',
      headers: { 'x-api-key': 'admin-key', 'content-type': 'multipart/form-data; boundary=b', 'content-length': 1000 },
    });
    request.on('error', () => {});
    const closed = new Promise((resolve) => request.on('close', resolve));
    request.write('--b\r\ncontent-disposition: form-data; name="assetData"; filename="a.jpg"\r\n\r\nhalf of it');
    await until(() => immich.openRequests === 1);
    request.destroy();
    await closed;
    await until(() => immich.openRequests === 0);
    expect(namesOf(await read<Page>('/search/metadata', {}))).toEqual([]);
  });

  test('needs a permission, and room', async () => {
    const { immich, read, upload } = await start({ version, library: empty });
    immich.library.limitUploads('admin', 20);
    expect(await upload({ bytes: '10 bytes..' })).toMatchObject({ httpStatus: 201 });
    expect(await upload({ bytes: 'eleven bytes' })).toMatchObject({
      httpStatus: 400,
      message: 'Quota has been exceeded!',
    });
    expect(await read('/users/me')).toMatchObject({ quotaSizeInBytes: 20, quotaUsageInBytes: 10 });
    immich.library.permitKey('admin-key', ['asset.read']);
    expect(await upload()).toMatchObject({ httpStatus: 403, message: 'Missing required permission: asset.upload' });
  });

  test('is checked in bulk', async () => {
    const { immich, read, upload } = await start({ version, library: empty });
    const { id } = await upload({ bytes: 'abc' });
    immich.library.trash(id);
    const assets = ['abc', 'abd'].map((text) => ({ id: text, checksum: sha1(text).toString('hex') }));
    expect(await read('/assets/bulk-upload-check', { assets })).toEqual({
      results: [
        { id: 'abc', action: 'reject', reason: 'duplicate', assetId: id, isTrashed: true },
        { id: 'abd', action: 'accept' },
      ],
    });
  });
});

test('uploads survive a restart', async () => {
  const { immich, upload } = await start({ library: empty });
  const { id } = await upload({ bytes: 'kept' });
  await immich.close();
  const { url } = await immich.listen();
  const response = await fetch(`${url}/api/assets/${id}/original`, { headers: { 'x-api-key': 'admin-key' } });
  expect(await response.text()).toBe('kept');
});

test('an empty file is refused by 3.x only', async () => {
  const statuses = await Promise.all(
    VERSIONS.map(async (version) => {
      const { upload }: Started = await start({ version, library: empty });
      return (await upload({ bytes: '' })).httpStatus;
    }),
  );
  expect(statuses).toEqual([201, 400]);
});

test('2.x wants a device of every upload, 3.x none', async () => {
  const fields = { deviceAssetId: undefined, deviceId: undefined };
  const old = await start({ version: '2.7.5', library: empty });
  expect((await old.upload({ fields })).message).toEqual([
    'deviceAssetId must be a string',
    'deviceAssetId should not be empty',
    'deviceId must be a string',
    'deviceId should not be empty',
  ]);
  expect((await (await start({ library: empty })).upload({ fields })).httpStatus).toBe(201);
});

test('an upload by a shared link goes into its album, also if the bytes are known', async () => {
  const { immich, url, upload } = await start({
    library: library().user('admin').album('Drop', []).sharedLink({ album: 'Drop', slug: 'drop', description: 'drop' }),
  });
  const { id } = await upload();
  const byLink = await upload({}, { 'x-api-key': '' });
  expect(byLink.httpStatus).toBe(401);
  const send = async (): Promise<number> => {
    const form = new FormData();
    form.append('fileCreatedAt', '2024-01-01T12:00:00.000Z');
    form.append('fileModifiedAt', '2024-01-01T12:00:00.000Z');
    form.append('assetData', new Blob(['bytes of new.jpg']), 'by-link.jpg');
    const response = await fetch(`${url}/api/assets?slug=drop`, { method: 'POST', body: form });
    await response.body?.cancel();
    return response.status;
  };
  expect(await send()).toBe(200);
  expect([...immich.library.albumNamed('Drop').members]).toHaveLength(1);
  immich.library.forceDelete(id);
  expect(await send()).toBe(201);
  expect([...immich.library.albumNamed('Drop').members]).toHaveLength(1);
  immich.library.updateSharedLink(immich.library.sharedLinkNamed('drop').id, { allowUpload: false });
  expect(await send()).toBe(401);
});
