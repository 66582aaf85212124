import { type CollectionResource, createPhotoLibrary, type ResourceTree } from '@immich-webdav/core';
import { resourceTreeConformance, runCase } from '@immich-webdav/core/conformance';
import { library, photo, video } from '@immich-webdav/fake-immich';
import { describe, it, onTestFinished } from 'vitest';
import { createImmichSource } from '../src/index.ts';
import { RELEASES, start } from './start.ts';

const CONTENT = Buffer.from('a photo');
const PREVIEW = { content: Buffer.from('a preview') };
const PHOTO = photo('Größe.jpg', { content: CONTENT, preview: PREVIEW });
const WRONG = photo('wrong.jpg', { content: Buffer.from('twelve bytes'), exif: { fileSizeInByte: 5 } });

const described = () =>
  library()
    .user('admin')
    .album('Trips', [PHOTO, video('b.mp4'), WRONG])
    .person('Eve', { assets: [PHOTO] })
    .loose(photo('loose.jpg'));

/** Lists every collection, so that nothing is left to read. */
async function listAll(tree: ResourceTree, collection?: CollectionResource): Promise<void> {
  const root = collection ?? (await tree.resolve([]));
  if (root?.kind !== 'collection') return;
  for (const member of await tree.members(root)) if (member.kind === 'collection') await listAll(tree, member);
}

/** A library that refreshes only when the test says so. */
async function treeOver(source: ReturnType<typeof createImmichSource>) {
  const opened = createPhotoLibrary({ source, show: { views: ['albums', 'timeline', 'people'] } });
  onTestFinished(() => opened.stop());
  await opened.refresh();
  await listAll(opened.tree);
  return opened;
}

describe.each(RELEASES)('a library tree over Immich %s conforms', (version) => {
  for (const rule of resourceTreeConformance) {
    it(rule.name, async (context) => {
      const { immich, source, url } = await start({ version, library: described() });
      const other = createImmichSource({ url, apiKey: 'admin-key' });
      onTestFinished(() => other.close());
      const opened = await treeOver(source);
      const underTest = {
        tree: opened.tree,
        restarted: (await treeOver(other)).tree,
        files: [{ path: ['Albums', 'Trips', 'Größe.jpg'], content: CONTENT }],
        sameAsset: [
          ['Albums', 'Trips', 'Größe.jpg'],
          ['People', 'Eve', 'Größe.jpg'],
        ],
        alternates: ['Albums', 'Trips', 'Größe.jpg'],
        wronglySized: ['Albums', 'Trips', 'wrong.jpg'],
        async change() {
          immich.library.trash(immich.library.assetNamed('b.mp4').id);
          await opened.refresh();
          return ['Albums', 'Trips'];
        },
      };
      await runCase(rule, underTest, (reason) => context.skip(reason));
    });
  }
});
