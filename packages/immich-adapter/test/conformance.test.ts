import { assetSourceConformance } from '@immich-webdav/core/conformance';
import { library, photo, video } from '@immich-webdav/fake-immich';
import { describe, it } from 'vitest';
import { RELEASES, start } from './start.ts';

const albums = [
  { name: 'Trips', assets: ['a.jpg', 'a.jpg', 'dir/b?.mp4'].map((fileName, at) => file(fileName, `bytes ${at}`)) },
  { name: '', assets: [] },
  { name: '..', assets: [file('IMG 1.HEIC', 'heic')] },
];

function file(fileName: string, text: string) {
  return { fileName, content: Buffer.from(text) };
}

function description() {
  return albums.reduce(
    (built, { name, assets }) =>
      built.album(
        name,
        assets.map(({ fileName, content }) => (fileName.endsWith('.mp4') ? video : photo)(fileName, { content })),
      ),
    library().user('admin'),
  );
}

describe.each(RELEASES)('Immich %s conforms', (version) => {
  for (const { name, run } of assetSourceConformance) {
    it(name, async () => {
      const { source } = await start({ version, library: description() });
      await run({ source, albums });
    });
  }
});
