import type { SourceKind } from '@immich-webdav/core';
import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { checkImmich } from '../src/index.ts';
import { assetsOf, known, RELEASES, rejection, type Started, start } from './start.ts';

const NEEDED: readonly (readonly [SourceKind, readonly string[]])[] = [
  ['month', ['asset.read', 'asset.download', 'user.read']],
  ['person', ['person.read', 'asset.read', 'asset.download', 'user.read']],
  ['tag', ['tag.read', 'asset.read', 'asset.download', 'user.read']],
  ['unfiled', ['asset.read', 'asset.download', 'asset.statistics', 'user.read']],
  ['search', ['asset.read', 'asset.download', 'asset.statistics', 'user.read']],
];

const withKey = (permissions: readonly string[]) =>
  library()
    .user('admin', { apiKeys: [{ secret: 'narrow', permissions }] })
    .album('A', [photo('a.jpg')]);

const LACKING = NEEDED.flatMap(([kind, names]) => names.map((name) => [kind, name, names] as const));

const MONTHS = ['asset.read', 'asset.download', 'user.read'];

/** A partner's photo beside an own one. */
const withPartner = (permissions: readonly string[]) =>
  library()
    .user('admin', { apiKeys: [{ secret: 'narrow', permissions }], partners: [{ user: 'bob', inTimeline: true }] })
    .user('bob')
    .album('A', [photo('mine.jpg', { fileCreatedAt: '2024-01-15T12:00:00Z' })], { owner: 'admin' })
    .album('B', [photo('bobs.jpg', { fileCreatedAt: '2024-01-16T12:00:00Z' })], { owner: 'bob' });

async function inJanuary({ source }: Started): Promise<Readonly<Record<string, string | undefined>>> {
  const [january] = await source.listGroups('month');
  const assets = await assetsOf(source, known(january));
  expect(assets).toHaveLength(known(january).assetCount ?? 0);
  return Object.fromEntries(assets.map(({ fileName, owner }) => [fileName, owner]));
}

describe.each(RELEASES)('permissions in Immich %s', (version) => {
  test.each(LACKING)(
    'groups of kind %s without %s are forbidden, and the permission is named',
    async (kind, name, names) => {
      const permissions = names.filter((one) => one !== name);
      const { source } = await start({ version, library: withKey(permissions) }, { apiKey: 'narrow' });
      const error = await rejection(source.listGroups(kind));
      expect(error).toMatchObject({ code: 'forbidden', message: expect.stringContaining(`lacks ${name};`) });
      expect(String(error)).not.toContain('narrow');
    },
  );

  test('a kind that lacks something does not keep others from being listed', async () => {
    const { source } = await start({ version, library: withKey(['album.read', 'asset.read']) }, { apiKey: 'narrow' });
    await expect(source.listGroups('month')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await source.listGroups('album')).toHaveLength(1);
  });

  test('without partner.read months are those of the user alone, and partners are forbidden, until it is granted', async () => {
    const options = { apiKey: 'narrow', partners: true };
    const started = await start({ version, library: withPartner(MONTHS) }, options);
    const { source, immich } = started;
    expect(await inJanuary(started)).toEqual({ 'mine.jpg': undefined });
    expect(await rejection(source.requireAccess('partners'))).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('partner.read'),
    });
    immich.library.permitKey('narrow', [...MONTHS, 'partner.read']);
    await source.requireAccess('partners');
    expect(await inJanuary(started)).toEqual({ 'mine.jpg': undefined, 'bobs.jpg': 'bob' });
  });

  test('partner.read that is taken away is missed when names are asked for, and months go on without partners', async () => {
    let now = Date.now();
    const options = { apiKey: 'narrow', partners: true, now: () => now };
    const library = withPartner([...MONTHS, 'partner.read']);
    const started = await start({ version, library }, options);
    expect(await inJanuary(started)).toEqual({ 'mine.jpg': undefined, 'bobs.jpg': 'bob' });
    started.immich.library.permitKey('narrow', MONTHS);
    now += 3_600_000;
    expect(await rejection(inJanuary(started))).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('partner.read'),
    });
    expect(await inJanuary(started)).toEqual({ 'mine.jpg': undefined });
    expect(await rejection(started.source.requireAccess('partners'))).toMatchObject({ code: 'forbidden' });
  });

  test('are asked for once', async () => {
    const { source, immich } = await start({ version, library: withKey(['all']) }, { apiKey: 'narrow' });
    await source.listGroups('month');
    await source.listGroups('month');
    expect(immich.requests.matching('/api/api-keys/me')).toHaveLength(1);
    expect(immich.requests.matching('/api/users/me')).toHaveLength(1);
  });

  test('what is missing is told for each kind that is in use', async () => {
    const { url } = await start({ version, library: withKey(['asset.read', 'asset.download', 'album.read']) });
    const options = { url, apiKey: 'narrow', partners: true };
    const { permissions } = await checkImmich(options, ['album', 'month', 'tag']);
    expect(permissions.missingByKind).toEqual({ month: ['user.read'], tag: ['tag.read', 'user.read'] });
    expect(permissions.missingForPartners).toEqual(['partner.read']);
    expect(permissions.missing).toEqual(['user.read', 'tag.read', 'partner.read']);
    const forAlbums = await checkImmich({ ...options, partners: false });
    expect(forAlbums.permissions).toMatchObject({ missing: [], missingByKind: {}, missingForPartners: [] });
  });
});
