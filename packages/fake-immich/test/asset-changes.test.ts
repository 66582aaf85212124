import { describe, expect, test } from 'vitest';
import { library, photo } from '../src/index.ts';
import { namesOf, type Page, start } from './start.ts';

const described = library()
  .user('admin')
  .album('Trip', [photo('a.jpg', { fileCreatedAt: '2024-05-05T10:00:00Z' }), photo('b.jpg')])
  .user('bob')
  .loose(photo('bobs.jpg', { owner: 'bob' }));

interface Shown {
  readonly updatedAt: string;
  readonly fileCreatedAt: string;
  readonly localDateTime: string;
  readonly isFavorite: boolean;
  readonly exifInfo: Readonly<Record<string, unknown>>;
}

describe.each(['2.7.5', '3.1.0'] as const)('assets of %s', (version) => {
  const begin = async () => {
    const started = await start({ version, library: described });
    const { immich, ask } = started;
    const id = (name: string): string => immich.library.assetNamed(name).id;
    const send = async (method: string, path: string, json: object = {}, headers = {}) => {
      const response = await ask(path, { method, json, headers });
      const text = await response.text();
      return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Shown };
    };
    const listed = async (question: object = {}) =>
      namesOf(await started.read<Page>('/search/metadata', question)).toSorted((a, b) => a.localeCompare(b));
    return { ...started, id, send, listed };
  };

  test('show an edit of metadata at once, and are filed elsewhere after a job', async () => {
    const { immich, id, send, read } = await begin();
    immich.jobs.hold();
    const path = `/assets/${id('a.jpg')}`;
    const before = immich.library.asset(id('a.jpg')).updatedAt;
    const dateTimeOriginal = '2020-02-03T04:05:06+01:30';
    const edits = { rating: 5, description: 'seen', latitude: 48.1, longitude: -11.5 };
    const { status, body } = await send('PUT', path, { ...edits, dateTimeOriginal });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      fileCreatedAt: '2024-05-05T10:00:00.000Z',
      exifInfo: { ...edits, dateTimeOriginal: '2020-02-03T02:35:06+00:00', timeZone: 'UTC+1:30' },
    });
    expect(Date.parse(body.updatedAt)).toBe(before);
    immich.jobs.release();
    const after = await read<Shown>(path);
    expect(after).toMatchObject({
      fileCreatedAt: '2020-02-03T02:35:06.000Z',
      localDateTime: '2020-02-03T04:05:06.000Z',
      exifInfo: edits,
    });
    expect(Date.parse(after.updatedAt)).toBeGreaterThan(before);
    expect(await read('/timeline/buckets')).toEqual([
      { timeBucket: '2024-01-01', count: 1 },
      { timeBucket: '2020-02-01', count: 1 },
    ]);
  });

  test('are favorites, archived, and rated, one or several at a time', async () => {
    const { id, send, listed } = await begin();
    const ids = [id('a.jpg'), id('b.jpg')];
    expect((await send('PUT', `/assets/${ids[0]}`, { isFavorite: true })).body.isFavorite).toBe(true);
    expect(await listed({ isFavorite: true })).toEqual(['a.jpg']);
    expect((await send('PUT', '/assets', { ids, isFavorite: true, rating: 3 })).status).toBe(204);
    expect(await listed({ isFavorite: true, rating: 3 })).toEqual(['a.jpg', 'b.jpg']);
    await send('PUT', '/assets', { ids, visibility: 'archive' });
    expect(await listed({ visibility: 'archive' })).toEqual(['a.jpg', 'b.jpg']);
    await send('PUT', '/assets', { ids, rating: null, visibility: 'timeline' });
    expect(await listed({ rating: 3 })).toEqual([]);
    expect((await send('PATCH', `/assets/${ids[0]}`, { isFavorite: false })).status).toBe(
      version === '3.1.0' ? 200 : 404,
    );
  });

  test('get a moving part, and lose it', async () => {
    const { immich, id, send, upload } = await begin();
    const { id: videoId } = await upload({ name: 'a.mov', bytes: 'moving' });
    const path = `/assets/${id('a.jpg')}`;
    expect((await send('PUT', path, { livePhotoVideoId: videoId })).body).toMatchObject({ livePhotoVideoId: videoId });
    expect(immich.library.asset(videoId).visibility).toBe('hidden');
    expect((await send('PUT', path, { livePhotoVideoId: id('b.jpg') })).body).toMatchObject({
      message: 'Live photo video must be a video',
    });
    expect((await send('PUT', path, { livePhotoVideoId: null })).body).toMatchObject({ livePhotoVideoId: null });
    expect(immich.library.asset(videoId).visibility).toBe('timeline');
    const still = await upload({ name: 'live.jpg', bytes: 'still', fields: { livePhotoVideoId: videoId } });
    expect(immich.library.asset(still.id).livePhotoVideoId).toBe(videoId);
    await send('DELETE', '/assets', { ids: [still.id], force: true });
    expect(() => immich.library.asset(videoId)).toThrow(TypeError);
  });

  test('cannot be renamed', async () => {
    const { immich, id, send } = await begin();
    expect((await send('PUT', `/assets/${id('a.jpg')}`, { originalFileName: 'c.jpg' })).status).toBe(200);
    expect(immich.library.asset(id('a.jpg')).originalFileName).toBe('a.jpg');
  });

  test('go to the trash and come back with their albums', async () => {
    const { immich, id, send, listed } = await begin();
    const albumIds = [immich.library.albumNamed('Trip').id];
    const ids = [id('a.jpg')];
    expect((await send('DELETE', '/assets', { ids })).status).toBe(204);
    expect(await listed({ albumIds })).toEqual(['b.jpg']);
    expect(await listed({ trashedAfter: '1970-01-01T00:00:00.000Z', withDeleted: true })).toEqual(['a.jpg']);
    expect(await send('POST', '/trash/restore/assets', { ids })).toEqual({ status: 200, body: { count: 1 } });
    expect(await listed({ albumIds })).toEqual(['a.jpg', 'b.jpg']);
    await send('DELETE', '/assets', { ids });
    expect((await send('POST', '/trash/restore')).body).toEqual({ count: 1 });
    expect(await listed()).toEqual(['a.jpg', 'b.jpg']);
  });

  test('are gone after a deletion by force, when a job has come to it', async () => {
    const { immich, id, send, listed, upload, ask } = await begin();
    const { id: uploaded } = await upload();
    immich.jobs.hold();
    expect((await send('DELETE', '/assets', { ids: [uploaded], force: true })).status).toBe(204);
    expect(await listed()).toEqual(['a.jpg', 'b.jpg']);
    expect((await upload()).status).toBe('duplicate');
    immich.jobs.release();
    expect((await ask(`/assets/${uploaded}/original`)).status).toBe(404);
    expect((await upload()).status).toBe('created');
    await send('DELETE', '/assets', { ids: [id('a.jpg')] });
    expect((await send('POST', '/trash/empty')).body).toEqual({ count: 1 });
    expect(await listed({ withDeleted: true })).toEqual(['b.jpg', 'new.jpg']);
    expect((await send('DELETE', '/assets', { ids: [] })).status).toBe(204);
  });

  test('are marked only without a trash, and destroyed at night', async () => {
    const { immich, id, send, read, listed } = await begin();
    expect(await read('/server/features')).toMatchObject({ trash: true });
    await send('DELETE', '/assets', { ids: [id('a.jpg')] });
    immich.library.runNightlyJobs();
    expect(await listed({ withDeleted: true })).toEqual(['a.jpg', 'b.jpg']);
    immich.library.configureTrash({ isEnabled: false });
    expect(await read('/server/features')).toMatchObject({ trash: false });
    expect(immich.library.expiredTrash().map(({ originalFileName }) => originalFileName)).toEqual(['a.jpg']);
    immich.library.runNightlyJobs();
    expect(await listed({ withDeleted: true })).toEqual(['b.jpg']);
  });

  test.each([
    ['PUT', '/assets', 'asset.update', { isFavorite: true }],
    ['DELETE', '/assets', 'asset.delete', {}],
    ['POST', '/trash/restore/assets', 'asset.delete', {}],
  ])('of others are refused to %s %s', async (method, path, permission, more) => {
    const { immich, id, send } = await begin();
    const ids = [id('a.jpg'), id('bobs.jpg')];
    expect(await send(method, path, { ids, ...more })).toMatchObject({
      status: 400,
      body: { message: `Not found or no ${permission} access` },
    });
    immich.library.permitKey('admin-key', ['asset.read']);
    expect(await send(method, path, { ids, ...more })).toMatchObject({
      status: 403,
      body: { message: `Missing required permission: ${permission}` },
    });
    expect(immich.library.assetNamed('a.jpg')).toMatchObject({ isFavorite: false, trashedAt: null });
  });

  test('cannot be unlocked by a key', async () => {
    const { immich, id, send } = await begin();
    const ids = [id('a.jpg')];
    await send('PUT', '/assets', { ids, visibility: 'locked' });
    expect([...immich.library.albumNamed('Trip').members]).toHaveLength(1);
    expect((await send('PUT', '/assets', { ids, visibility: 'timeline' })).status).toBe(400);
  });
});
