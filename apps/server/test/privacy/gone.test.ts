import { viewNames } from '@immich-webdav/core';
import type { FakeImmich } from '@immich-webdav/fake-immich';
import { describe, expect, it } from 'vitest';
import { ask, startFaulty } from '../faults/start-faulty.ts';
import { versions } from '../start-server.ts';
import { secretsLibrary } from './secrets-library.ts';

type Photos = FakeImmich['library'];

/** What an owner does to an asset that nobody may see any more. */
const departures: Readonly<Record<string, (photos: Photos, id: string) => void>> = {
  locked: (photos, id) => photos.lock(id),
  trashed: (photos, id) => photos.trash(id),
  hidden: (photos, id) => photos.updateAsset(id, { visibility: 'hidden' }),
  deleted: (photos, id) => photos.forceDelete(id),
};

const secretNames = [
  'secret.jpg',
  'secret-loose.jpg',
  'secret-archived.jpg',
  'secret.mp4',
  'secret-live.jpg',
  'secret-nas.jpg',
];

/** Every file below a folder, by path. Folders that hold nothing are not shown. */
async function filesBelow(url: string, folder = ''): Promise<readonly string[]> {
  const { status, body } = await ask(url, folder, { method: 'PROPFIND', headers: { depth: '1' } });
  expect(`${status} ${folder}`).toBe(`207 ${folder}`);
  const hrefs = [...body.toString().matchAll(/<[\w:]*href>([^<]*)</g)].map(([, href = '']) => href.slice(1)).slice(1);
  const found: string[] = [];
  for (const href of hrefs) found.push(...(href.endsWith('/') ? await filesBelow(url, href) : [href]));
  return found;
}

const isSecret = (path: string): boolean => path.includes('secret');

async function start(version: (typeof versions)[number], views: readonly string[]) {
  const server = await startFaulty({
    version,
    library: secretsLibrary(),
    environment: {
      REFRESH_INTERVAL: '24d',
      VIEWS: views.join(),
      RENDITIONS: 'original,preview',
      SIDECARS: 'xmp',
      LIVE_PHOTOS: 'pair',
      SEARCHES: 'Beach=smart:beach; Five stars=rating:5',
    },
  });
  return { ...server, before: await filesBelow(server.url) };
}

function leave({ immich }: { readonly immich: FakeImmich }, how: (photos: Photos, id: string) => void): void {
  for (const name of secretNames) how(immich.library, immich.library.assetNamed(name).id);
}

async function expectGone(url: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    for (const method of ['GET', 'HEAD', 'PROPFIND']) {
      const { status } = await ask(url, path, { method, headers: { depth: '0' } });
      expect(`${method} ${path} ${status}`).toBe(`${method} ${path} 404`);
    }
  }
}

const kinds: Readonly<Record<string, (path: string) => boolean>> = {
  original: (path) => path.startsWith('Original/') && !path.endsWith('.xmp'),
  preview: (path) => path.startsWith('Preview/'),
  sidecar: (path) => path.endsWith('.xmp'),
};

/** Partners shows what others have. */
const ownViews = viewNames.filter((view) => view !== 'partners');

describe.each(versions)('an asset of Immich %s', (version) => {
  it('is in every view, as original, rendition and sidecar', async () => {
    const { before } = await start(version, viewNames);
    for (const [kind, isOfKind] of Object.entries(kinds)) {
      const shownIn = new Set(
        before.filter((path) => isSecret(path) && isOfKind(path)).map((path) => path.split('/')[1]),
      );
      expect(`${kind} in ${shownIn.size} views`).toBe(`${kind} in ${ownViews.length} views`);
    }
  });

  describe.each(Object.entries(departures))('that is %s', (_, how) => {
    it('leaves every view, rendition and sidecar with the next refresh; all others stay', async () => {
      const server = await start(version, viewNames);
      leave(server, how);
      await server.photos.refresh();
      const after = await filesBelow(server.url);
      expect(after).toEqual(server.before.filter((path) => !isSecret(path)));
      await expectGone(server.url, server.before.filter(isSecret));
    });

    it.each(ownViews)('leaves the view %s where it is the only one', async (view) => {
      const server = await start(version, [view]);
      expect(server.before.filter(isSecret)).not.toEqual([]);
      leave(server, how);
      await server.photos.refresh();
      expect(await filesBelow(server.url)).toEqual(server.before.filter((path) => !isSecret(path)));
      await expectGone(server.url, server.before.filter(isSecret));
    });
  });
});
