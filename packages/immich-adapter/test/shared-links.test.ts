import type { Asset, AssetSource, Rendition } from '@immich-webdav/core';
import { library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createImmichLinks, createLinkSource, type ImmichLink } from '../src/index.ts';
import { bytesOf, known, RELEASES, rejection, start } from './start.ts';

const place = { city: 'Rome', country: 'Italy', latitude: 41.9, longitude: 12.5, description: 'us', make: 'Lab' };
const beach = photo('beach.jpg', { exif: place, fileCreatedAt: '2020-02-03T04:05:06Z', content: { generated: 5000 } });
const live = photo('live.heic', { livePhotoVideo: video('live.mov'), preview: { content: { generated: 700 } } });
const clip = video('clip.mp4');
const described = library()
  .user('admin')
  .album('Trip', [beach, live, clip, photo('trashed.jpg', { isTrashed: true })])
  .album('Other', [photo('other.jpg')])
  .sharedLink({ album: 'Trip', description: 'open', slug: 'trip', createdAt: '2026-01-02T03:04:05Z' })
  .sharedLink({ album: 'Trip', description: 'locked', password: 'sesame öffne dich' })
  .sharedLink({ album: 'Trip', description: 'view', allowDownload: false })
  .sharedLink({ album: 'Trip', description: 'bare', showMetadata: false, createdAt: '2026-01-02T03:04:05Z' })
  .sharedLink({ assets: [beach, clip], description: 'some', password: 'sesame' })
  .sharedLink({ assets: [beach, clip], description: 'some bare', showMetadata: false })
  .sharedLink({ album: 'Trip', description: 'expired', expiresAt: '2020-01-01T00:00:00Z' })
  .sharedLink({ album: 'Trip', description: 'expiring', expiresAt: '2090-01-01T00:00:00Z' });

describe.each(RELEASES)('shared links of Immich %s', (version) => {
  async function begin() {
    const { immich, url } = await start({ library: described, version });
    const links = createImmichLinks({ url, timeoutMs: 1000 });
    onTestFinished(() => links.close());
    const keyOf = (name: string) => immich.library.sharedLinkNamed(name).key;
    const open = async (name: string, password = '') => known(await links.open(keyOf(name), password));
    const sourceOf = (link: ImmichLink, onRefused?: () => void): AssetSource => {
      const source = createLinkSource({ url, timeoutMs: 1000, link: () => link, ...(onRefused && { onRefused }) });
      onTestFinished(() => source.close?.());
      return source;
    };
    return { immich, url, links, keyOf, open, sourceOf };
  }
  const list = async (source: AssetSource): Promise<readonly Asset[]> => {
    const [group] = await source.listGroups('album');
    const assets: Asset[] = [];
    for await (const page of source.listAssets({ group: known(group) })) assets.push(...page);
    return assets.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1));
  };
  const namesOf = (assets: readonly Asset[]) => assets.map(({ fileName }) => fileName);

  it('open by key and by slug, with what they allow', async () => {
    const { immich, links, keyOf, open } = await begin();
    const albumId = immich.library.albumNamed('Trip').id;
    const expected = { key: keyOf('open'), albumId, createdAt: Date.parse('2026-01-02T03:04:05Z') };
    const all = { ...expected, allowDownload: true, showMetadata: true };
    const hex = Buffer.from(keyOf('open'), 'base64url').toString('hex');
    for (const name of [keyOf('open'), hex, 'trip']) expect(await links.open(name, '')).toEqual(all);
    expect(await links.open('trip', 'a password that it does not need')).toEqual(all);
    expect(await open('view')).toMatchObject({ allowDownload: false, showMetadata: true });
    expect(await open('bare')).toMatchObject({ allowDownload: false, showMetadata: false });
    expect(await open('expiring')).toMatchObject({ expiresAt: Date.parse('2090-01-01T00:00:00Z') });
    expect(await open('some', 'sesame')).not.toHaveProperty('albumId');
    expect(await open('locked', 'sesame öffne dich')).toMatchObject({ token: expect.stringMatching(/^[\w%]{40,}$/) });
  });

  it('refuse what is unknown, expired or wrong, each with one request', async () => {
    const { immich, links, keyOf } = await begin();
    const unknown = 'A'.repeat(67);
    for (const password of ['', 'wrong', 'sesame']) {
      for (const name of [unknown, 'no such slug', keyOf('expired'), keyOf('locked')]) {
        const before = immich.requests.entries.length;
        expect(await links.open(name, password)).toBeUndefined();
        expect(immich.requests.entries.length - before, `${name} ${password}`).toBe(1);
      }
    }
  });

  it.each([
    ['an empty name', ''],
    ['a control character', 'trip\0'],
    ['half a character', 'trip\ud800'],
    ['a long text', 'x'.repeat(300)],
  ])('refuse %s without asking Immich', async (_, name) => {
    const { immich, links } = await begin();
    expect(await links.open(name, 'any')).toBeUndefined();
    expect(immich.requests.entries).toEqual([]);
  });

  it.each(['a/b', '../albums', 'a?key=1&b', 'ä ö', '%2e', '日本'])('send the slug %s as it is', async (slug) => {
    const { immich, links } = await begin();
    immich.library.updateSharedLink(immich.library.sharedLinkNamed('open').id, { slug });
    expect(await links.open(slug, '')).toMatchObject({ allowDownload: true });
  });

  it('are not refused while Immich fails or is away', async () => {
    const { immich, links } = await begin();
    for (const password of ['', 'any']) {
      immich.faults.add({ match: { path: /shared-links/ }, times: 1, status: 500 });
      expect(await rejection(links.open('trip', password))).toMatchObject({ code: 'unavailable' });
    }
    await immich.close();
    expect(await rejection(links.open('trip', ''))).toMatchObject({ code: 'unavailable' });
  });

  it('list their album, or their own assets', async () => {
    const { open, sourceOf, immich } = await begin();
    const source = sourceOf(await open('open'));
    expect(namesOf(await list(source))).toEqual(['beach.jpg', 'clip.mp4', 'live.heic']);
    const [group] = await source.listGroups('album');
    expect(group).toMatchObject({ kind: 'album', name: 'Trip', assetCount: 3 });
    expect(group).not.toHaveProperty('owner');
    const some = await open('some', 'sesame');
    expect(namesOf(await list(sourceOf(some)))).toEqual(['beach.jpg', 'clip.mp4']);
    expect((await sourceOf(some).listGroups('album'))[0]).toMatchObject({ name: 'some', assetCount: 2 });
    expect(immich.requests.entries.flatMap(({ headers }) => headers['x-api-key'] ?? [])).toEqual([]);
  });

  it('cost one request without a body while nothing changes, and show changes', async () => {
    const { open, sourceOf, immich, keyOf } = await begin();
    const { id } = immich.library.sharedLinkNamed('some');
    for (const [link, change] of [
      [await open('open'), () => immich.library.addToAlbum(immich.library.albumNamed('Trip').id, other())],
      [await open('some', 'sesame'), () => immich.library.addToSharedLink(id, other())],
    ] as const) {
      const source = sourceOf(link);
      const before = await source.listGroups('album');
      await list(source);
      const asked = immich.requests.entries.length;
      expect(await source.listGroups('album')).toBe(before);
      expect(immich.requests.entries.slice(asked)).toMatchObject([{ status: 304, query: { key: link.key } }]);
      change();
      const [group] = await source.listGroups('album');
      expect(group?.revision).not.toBe(before[0]?.revision);
      expect(group?.modifiedAt).toBeGreaterThan(known(before[0]).modifiedAt);
      expect(namesOf(await list(source))).toContain('other.jpg');
    }
    function other() {
      return immich.library.assetNamed('other.jpg').id;
    }
    expect(keyOf('open')).toHaveLength(67);
  });

  it('give originals with ranges, previews, films and the parts of live photos', async () => {
    const { open, sourceOf, immich } = await begin();
    const source = sourceOf(await open('open'));
    const assets = await list(source);
    const read = async (name: string, rendition: Rendition, range?: { first: number; last: number }) => {
      const asset = known(assets.find(({ fileName }) => fileName === name));
      return bytesOf((await source.open(asset, rendition, range && { range })).body);
    };
    const whole = await read('beach.jpg', 'original');
    expect(whole).toHaveLength(5000);
    expect(await read('beach.jpg', 'original', { first: 10, last: 19 })).toEqual(whole.subarray(10, 20));
    expect(await read('live.heic', 'preview')).toHaveLength(700);
    expect((await read('live.heic', 'motion')).length).toBeGreaterThan(0);
    expect((await read('clip.mp4', 'playback')).length).toBeGreaterThan(0);
    const described = await source.renditions?.describe(known(assets[2]), 'preview');
    expect(described).toMatchObject({ size: 700, mediaType: 'image/jpeg' });
    expect(immich.requests.entries.every(({ query, path }) => query.key !== undefined || path.endsWith('login'))).toBe(
      true,
    );
  });

  it('give no originals where Immich allows no download', async () => {
    const { open, sourceOf } = await begin();
    const source = sourceOf(await open('view'));
    const [beachAsset] = await list(source);
    expect(await rejection(source.open(known(beachAsset), 'original'))).toMatchObject({ code: 'not-found' });
    expect(await source.renditions?.describe(known(beachAsset), 'preview')).toMatchObject({ mediaType: 'image/jpeg' });
  });

  it('show no metadata where Immich shows none, also of an album', async () => {
    const { open, sourceOf } = await begin();
    const at = Date.parse('2026-01-02T03:04:05Z');
    for (const name of ['bare', 'some bare']) {
      const link = { ...(await open(name)), createdAt: at };
      const assets = await list(sourceOf(link));
      expect(assets.length).toBeGreaterThan(1);
      for (const asset of assets) {
        const { id, type, look, revision, mediaType, fileName, ...rest } = asset;
        expect(rest).toEqual({ capturedAt: at, modifiedAt: at, uploadedAt: at });
        const expected = type === 'video' ? `Video ${id.slice(0, 8)}.mp4` : `Photo ${id.slice(0, 8)}.jpg`;
        expect(fileName).toBe(expected);
        expect([mediaType, revision]).toEqual([type === 'video' ? 'video/mp4' : 'image/jpeg', String(look ?? '')]);
      }
    }
  });

  it.each(['removed', 'expired', 'with another password'] as const)('are refused once they are %s', async (how) => {
    const { open, sourceOf, immich } = await begin();
    let refusals = 0;
    const source = sourceOf(await open('some', 'sesame'), () => void refusals++);
    const [asset] = await list(source);
    expect(refusals).toBe(0);
    const { id } = immich.library.sharedLinkNamed('some');
    if (how === 'removed') immich.library.removeSharedLink(id);
    else immich.library.updateSharedLink(id, how === 'expired' ? { expiresAt: 1 } : { password: 'other' });
    const error = await rejection(source.listGroups('album'));
    expect(error).toMatchObject({ code: 'unauthenticated', message: expect.stringContaining('shared link') });
    expect(String((error as Error).stack)).not.toContain('sesame');
    expect(refusals).toBe(1);
    // Immich checks the password nowhere else.
    if (how !== 'with another password')
      expect(await rejection(source.open(known(asset), 'preview'))).toMatchObject({ code: 'unauthenticated' });
  });

  it('follow an upgrade of Immich', async () => {
    const { open, sourceOf, immich } = await begin();
    const source = sourceOf(await open('open'));
    const before = namesOf(await list(source));
    immich.upgrade(version === '2.7.5' ? '3.1.0' : '2.7.5');
    expect(namesOf(await list(source))).toEqual(before);
  });
});

it('say what to do with a release that lists no album to a link', async () => {
  const { immich, url } = await start({ library: described, version: '3.1.0' });
  const links = createImmichLinks({ url });
  onTestFinished(() => links.close());
  const link = known(await links.open('trip', ''));
  const source = createLinkSource({ url, link: () => link });
  onTestFinished(() => source.close?.());
  immich.faults.add({ match: { path: /search/ }, status: 403 });
  const [group] = await source.listGroups('album');
  const read = async () => {
    for await (const _ of source.listAssets({ group: known(group) })) throw new Error('listed');
  };
  expect(await rejection(read())).toMatchObject({ code: 'not-supported', message: expect.stringContaining('3.1') });
});
