import type { SourceKind } from '@immich-webdav/core';
import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { checkImmich } from '../src/index.ts';
import { RELEASES, rejection, start } from './start.ts';

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

describe.each(RELEASES)('permissions in Immich %s', (version) => {
  test.each(LACKING)(
    'groups of kind %s without %s are forbidden, and the permission is named',
    async (kind, name, names) => {
      const permissions = names.filter((one) => one !== name);
      const { source } = await start({ version, library: withKey(permissions) }, { apiKey: 'narrow' });
      const error = await rejection(source.listGroups(kind));
      expect(error).toMatchObject({ code: 'forbidden', message: expect.stringContaining(`lacks ${name},`) });
      expect(String(error)).not.toContain('narrow');
    },
  );

  test('a kind that lacks something does not keep others from being listed', async () => {
    const { source } = await start({ version, library: withKey(['album.read', 'asset.read']) }, { apiKey: 'narrow' });
    await expect(source.listGroups('month')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await source.listGroups('album')).toHaveLength(1);
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
    expect(permissions.missingByKind).toEqual({ month: ['user.read', 'partner.read'], tag: ['tag.read', 'user.read'] });
    expect(permissions.missing).toEqual(['user.read', 'partner.read', 'tag.read']);
    expect((await checkImmich(options)).permissions).toMatchObject({ missing: [], missingByKind: {} });
  });
});
