import { describe, expect, it } from 'vitest';
import { library, photo, video } from '../src/index.ts';
import { namesOf, type Page, start } from './start.ts';

const inAlbum = photo('in-album.jpg', { exif: { city: 'Rome' } });
const live = photo('live.heic', { livePhotoVideo: video('live.mov'), preview: { content: { generated: 10 } } });
const single = photo('single.jpg');
const described = library()
  .user('admin', { email: 'admin@example.org' })
  .album('Trip', [inAlbum, live])
  .album('Other', [photo('other.jpg')])
  .loose(single)
  .sharedLink({ album: 'Trip', description: 'album', slug: 'trip' })
  .sharedLink({ album: 'Trip', description: 'locked', password: 'sesame', showMetadata: false })
  .sharedLink({ assets: [single], description: 'assets' })
  .sharedLink({ assets: [single], description: 'bare', showMetadata: false })
  .sharedLink({ album: 'Trip', description: 'expired', expiresAt: '2020-01-01T00:00:00Z' });

describe.each(['2.7.5', '3.1.0'] as const)('shared links of %s', (version) => {
  async function begin() {
    const started = await start({ library: described, version });
    const { immich, ask } = started;
    const link = (name: string) => immich.library.sharedLinkNamed(name);
    const keyless = { headers: { 'x-api-key': '' } };
    const by = (name: string, path: string, init = {}) =>
      ask(`${path}${path.includes('?') ? '&' : '?'}key=${link(name).key}`, { ...keyless, ...init });
    const idOf = (name: string) => immich.library.assetNamed(name).id;
    return { ...started, link, by, idOf, keyless };
  }
  const said = async (response: Response) => [
    response.status,
    ((await response.json()) as { message: string }).message,
  ];

  it('show their album or their assets, by key in either form and by slug', async () => {
    const { ask, by, link, keyless } = await begin();
    const hex = Buffer.from(link('album').key, 'base64url').toString('hex');
    for (const query of [`key=${link('album').key}`, `key=${hex}`, 'slug=trip']) {
      const mine = (await (await ask(`/shared-links/me?${query}`, keyless)).json()) as { album: object; type: string };
      expect(mine).toMatchObject({ type: 'ALBUM', album: { albumName: 'Trip', assetCount: 2 }, assets: [] });
    }
    const own = (await (await by('assets', '/shared-links/me')).json()) as { assets: object[] };
    expect(own).toMatchObject({ type: 'INDIVIDUAL', assets: [{ originalFileName: 'single.jpg' }] });
    expect(own).not.toHaveProperty('album');
    expect(await said(await ask('/shared-links/me?slug=nope', keyless))).toEqual([401, 'Invalid share slug']);
    expect(await said(await by('expired', '/shared-links/me'))).toEqual([401, 'Invalid share key']);
    expect(await said(await ask('/shared-links/me'))).toEqual([403, 'Forbidden']);
  });

  it('take a password for themselves only, and a cookie in its place while it is the same', async () => {
    const { by, immich, link, idOf } = await begin();
    const right = await by('locked', '/shared-links/login', { json: { password: 'sesame' } });
    expect(right.status).toBe(201);
    const cookie = right.headers.get('set-cookie')?.split(';')[0] ?? '';
    const mine = () => by('locked', '/shared-links/me', { headers: { 'x-api-key': '', cookie } });
    expect((await mine()).status).toBe(200);
    expect(await said(await by('locked', '/shared-links/me'))).toEqual([401, 'Password required']);
    expect((await by('locked', `/assets/${idOf('in-album.jpg')}/thumbnail`)).status).toBe(200);
    const needless = await by('album', '/shared-links/login', { json: { password: 'any' } });
    expect(await said(needless)).toEqual([400, 'Shared link is not password protected']);
    immich.library.updateSharedLink(link('locked').id, { password: 'other' });
    expect(await said(await mine())).toEqual([401, 'Password required']);
  });

  it('give the files of their assets and no others', async () => {
    const { by, idOf, immich } = await begin();
    const motion = immich.library.asset(idOf('live.heic')).livePhotoVideoId;
    const paths = (id: string | null) => [`/assets/${id}/original`, `/assets/${id}/thumbnail?size=preview`];
    for (const path of [
      ...paths(idOf('in-album.jpg')),
      `/assets/${motion}/original`,
      `/assets/${motion}/video/playback`,
    ])
      expect((await by('album', path)).status, path).toBe(200);
    for (const path of [...paths(idOf('other.jpg')), ...paths(idOf('single.jpg'))])
      expect((await by('album', path)).status, path).toBe(404);
    expect((await by('assets', `/assets/${idOf('single.jpg')}/original`)).status).toBe(200);
    expect((await by('assets', `/assets/${idOf('in-album.jpg')}/original`)).status).toBe(404);
    immich.library.trash(idOf('in-album.jpg'));
    expect((await by('album', `/assets/${idOf('in-album.jpg')}/original`)).status).toBe(404);
  });

  it('list their own album and no other', async () => {
    const { by, immich } = await begin();
    const albumId = immich.library.albumNamed('Trip').id;
    const otherId = immich.library.albumNamed('Other').id;
    const search = (id: string) => by('album', '/search/metadata', { json: { albumIds: [id] } });
    if (version === '2.7.5') {
      const album = (await (await by('album', `/albums/${albumId}`)).json()) as { assets: object[] };
      expect(album.assets).toMatchObject([{ originalFileName: 'live.heic' }, { originalFileName: 'in-album.jpg' }]);
      expect((await search(albumId)).status).toBe(403);
    } else {
      expect(namesOf((await (await search(albumId)).json()) as Page)).toEqual(['live.heic', 'in-album.jpg']);
      expect((await search(otherId)).status).toBe(400);
    }
    expect((await by('album', `/albums/${otherId}`)).status).toBe(400);
    for (const path of ['/albums', '/people', '/tags', '/stacks', '/users/me', '/api-keys/me', '/timeline/buckets'])
      expect((await by('album', path)).status, path).toBe(403);
  });

  it('hide names, dates and checksums without metadata, and the original with them', async () => {
    const { by, idOf } = await begin();
    const bare = (await (await by('bare', '/shared-links/me')).json()) as { assets: Record<string, unknown>[] };
    for (const field of ['originalFileName', 'fileCreatedAt', 'updatedAt', 'checksum', 'exifInfo', 'ownerId'])
      expect(bare.assets[0]).not.toHaveProperty(field);
    expect((await by('bare', `/assets/${idOf('single.jpg')}/original`)).ok).toBe(false);
    const record = await (await by('bare', `/assets/${idOf('single.jpg')}`)).json();
    expect(record).toMatchObject({ hasMetadata: false });
    expect(record).not.toHaveProperty('originalFileName');
    const full = await (await by('assets', `/assets/${idOf('single.jpg')}`)).json();
    expect(full).toMatchObject({ originalFileName: 'single.jpg', people: [] });
    expect(full).not.toHaveProperty('owner');
  });

  it('end when they are removed, and with their album and their user', async () => {
    for (const end of ['link', 'album', 'user'] as const) {
      const { by, immich, link, ask, keyless } = await begin();
      expect((await by('album', '/shared-links/me')).status).toBe(200);
      const { key, id } = link('album');
      if (end === 'link') immich.library.removeSharedLink(id);
      else if (end === 'album') immich.library.deleteAlbum(immich.library.albumNamed('Trip').id);
      else immich.library.removeUser('admin');
      expect(await said(await ask(`/shared-links/me?key=${key}`, keyless))).toEqual([401, 'Invalid share key']);
    }
  });
});
