import { assetSourceConformance, runCase } from '@immich-webdav/core/conformance';
import { library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createImmichSource, parseSearches } from '../src/index.ts';
import { RELEASES, start } from './start.ts';

const PREVIEW = Buffer.from('a preview');
const albums = [
  { name: 'Trips', assets: ['a.jpg', 'a.jpg', 'dir/b?.mp4'].map((fileName, at) => file(fileName, `bytes ${at}`)) },
  { name: 'Previews', assets: [{ ...file('p.jpg', 'original'), renditions: { preview: { content: PREVIEW } } }] },
  { name: '', assets: [] },
  { name: '..', assets: [file('IMG 1.HEIC', 'heic')] },
];

function file(fileName: string, text: string) {
  return { fileName, content: Buffer.from(text) };
}

const OPTIONS = { searches: parseSearches('Videos=type:video; Heic=name:heic').searches };

const ARCHIVED = photo('archived.jpg', {
  visibility: 'archive',
  isFavorite: true,
  exif: { make: 'Canon', city: 'Rome' },
});
const STACKED = [photo('stacked.jpg'), photo('stacked.dng')];
const LIVE = photo('live.heic', { livePhotoVideo: video('live.mov') });

function description() {
  return albums.reduce(
    (built, { name, assets }) =>
      built.album(
        name,
        assets.map(({ fileName, content }) =>
          (fileName.endsWith('.mp4') ? video : photo)(fileName, { content, preview: { content: PREVIEW } }),
        ),
      ),
    library()
      .user('admin')
      .person('Bob', { assets: [LIVE] })
      .person('Eve', { assets: [LIVE, ARCHIVED] })
      .tag('Trips', [LIVE])
      .tag('Trips/2024', [ARCHIVED])
      .stack(STACKED)
      .loose(
        ...STACKED,
        photo('loose.jpg', { fileCreatedAt: '2023-12-31T23:00:00Z', localDateTime: '2024-01-01T08:00:00Z' }),
        ARCHIVED,
        LIVE,
        photo('external.jpg', { external: { path: '/mnt/e.jpg' } }),
      ),
  );
}

describe.each(RELEASES)('Immich %s conforms', (version) => {
  for (const rule of assetSourceConformance) {
    it(rule.name, async (context) => {
      const { immich, source, url } = await start({ version, library: description() }, OPTIONS);
      const restarted = createImmichSource({ url, apiKey: 'admin-key', ...OPTIONS });
      onTestFinished(() => restarted.close());
      const change = async () => {
        await vi.waitFor(() => expect(immich.openWebsockets).toBeGreaterThan(0), { timeout: 10_000 });
        immich.library.trash(immich.library.assetNamed('loose.jpg').id);
      };
      const stacks = [['stacked.jpg', 'stacked.dng']];
      await runCase(rule, { source, albums, restarted, stacks, change }, (reason) => context.skip(reason));
    });
  }
});
