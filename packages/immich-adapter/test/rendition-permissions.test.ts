import type { Asset, Rendition } from '@immich-webdav/core';
import { library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { assetsOf, bytesOf, groupNamed, known, RELEASES, rejection, start, untilIdle } from './start.ts';

const ALL = ['album.read', 'asset.read', 'asset.view', 'asset.download'];

const jpeg = { content: { generated: 5000 } };
const shown = () =>
  library()
    .user('admin', { apiKeys: [{ secret: 'narrow', permissions: ALL }] })
    .album('A', [
      photo('raw.heic', { preview: jpeg, thumbnail: jpeg, fullsize: jpeg, livePhotoVideo: video('live.mov') }),
      photo('web.jpg', { edited: jpeg }),
      video('clip.mov', { transcoded: jpeg }),
    ]);

/** What a key without a permission cannot read, of which asset. */
const FORBIDDEN: readonly (readonly [string, string, Rendition])[] = [
  ['asset.view', 'raw.heic', 'fullsize'],
  ['asset.view', 'raw.heic', 'preview'],
  ['asset.view', 'raw.heic', 'thumbnail'],
  ['asset.view', 'clip.mov', 'playback'],
  ['asset.download', 'raw.heic', 'original'],
  ['asset.download', 'raw.heic', 'motion'],
  ['asset.download', 'web.jpg', 'edited'],
  // Immich redirects to the original of what browsers show.
  ['asset.download', 'web.jpg', 'fullsize'],
];

async function startNarrow(version: (typeof RELEASES)[number], name: string) {
  const started = await start({ version, library: shown() }, { apiKey: 'narrow' });
  const assets = await assetsOf(started.source, await groupNamed(started.source, 'A'));
  return { ...started, asset: known(assets.find(({ fileName }) => fileName === name)) };
}

describe.each(RELEASES)('a key of Immich %s', (version) => {
  test.each(FORBIDDEN)(
    'without %s: %s as %s is forbidden in a sentence that names it',
    async (name, file, rendition) => {
      const { source, immich, asset } = await startNarrow(version, file);
      const metadata = await source.renditions.describe(asset, rendition);
      immich.library.permitKey(
        'narrow',
        ALL.filter((one) => one !== name),
      );
      const range = { first: 10, last: 20 };
      const ways: readonly ((of: Asset) => Promise<unknown>)[] = [
        (of) => source.renditions.describe(of, rendition),
        (of) => source.open(of, rendition),
        (of) => source.open(of, rendition, { range }),
        (of) => source.open(of, rendition, { range, metadata }),
      ];
      for (const way of ways) {
        const error = await rejection(way(asset));
        expect(error).toMatchObject({
          name: 'LibraryError',
          code: 'forbidden',
          message: expect.stringMatching(new RegExp(`^The API key lacks the permission ${name}; .*\\.$`)),
        });
        expect(String(error)).not.toContain('narrow');
      }
      await untilIdle(immich);
      immich.library.permitKey('narrow', ALL);
      expect(await source.renditions.describe(asset, rendition)).toEqual(metadata);
      expect(await bytesOf((await source.open(asset, rendition, { metadata })).body)).toHaveLength(metadata.size);
    },
  );
});
