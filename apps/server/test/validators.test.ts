import type { FakeImmich } from '@immich-webdav/fake-immich';
import { library, photo } from '@immich-webdav/fake-immich';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ask, type FaultyServer, type Outcome, startFaulty } from './faults/start-faulty.ts';
import { versions } from './start-server.ts';

type Photos = FakeImmich['library'];

const created = '2024-05-05T10:00:00Z';
const made = (seed: number, size = 3000) => ({ content: { generated: size, seed } });

/** A picture that is its own compatible file, and one whose compatible file is its full size. */
const pictures = library()
  .album('Trip', [
    photo('a.jpg', { createdAt: created, fileModifiedAt: created, ...made(1), preview: made(2), thumbnail: made(3) }),
    photo('b.heic', {
      createdAt: created,
      fileModifiedAt: created,
      ...made(4),
      preview: made(5),
      thumbnail: made(6),
      fullsize: made(7),
    }),
  ])
  .person('Alice', { assets: [] });

interface Change {
  readonly apply: (photos: Photos, id: string) => void;
  /** The files of one picture whose bytes are others afterwards. */
  readonly changes: readonly string[];
  /** True: Immich changes nothing that a listing shows, so only a download can find it. */
  readonly isUnannounced?: boolean;
}

const renditions = ['Preview', 'Thumbnail'];

/** Everything that gives a file other bytes, each after the ones before it. */
const changes: Readonly<Record<string, Change>> = {
  edited: { apply: (photos, id) => photos.edit(id, made(20)), changes: ['Edited', ...renditions] },
  'edited again, to the same length': {
    apply: (photos, id) => photos.edit(id, made(21)),
    changes: ['Edited', ...renditions],
  },
  'described, while edited': {
    apply: (photos, id) => photos.updateAsset(id, { description: 'one' }),
    changes: ['sidecar'],
  },
  'edit undone': { apply: (photos, id) => photos.unedit(id), changes: ['Edited', ...renditions] },
  'described with as many letters': {
    apply: (photos, id) => photos.updateAsset(id, { description: 'two' }),
    changes: ['sidecar'],
  },
  'named person added': {
    apply: (photos, id) => photos.assignFace(photos.personNamed('Alice').id, id),
    changes: ['sidecar'],
  },
  'person renamed': {
    apply: (photos) => photos.renamePerson(photos.personNamed('Alice').id, 'Clara'),
    changes: ['sidecar'],
  },
  'original replaced by a newer file': {
    apply: (photos, id) => photos.replaceContent(id, made(30).content, '2025-01-01T00:00:00Z'),
    changes: ['Original'],
  },
  'original replaced by an older file': {
    apply: (photos, id) => photos.replaceContent(id, made(31).content, '2023-01-01T00:00:00Z'),
    changes: ['Original'],
  },
  'renditions made anew, as long as before': {
    apply: (photos, id) => photos.regenerate(id),
    changes: renditions,
    isUnannounced: true,
  },
};

/** The files of each picture. A root shows the original where it has nothing else. */
const filesOf: Readonly<Record<string, readonly (readonly [root: string, path: string])[]>> = {
  'a.jpg': [
    ['Original', 'Original/Trip/a.jpg'],
    ['sidecar', 'Original/Trip/a.jpg.xmp'],
    ['Edited', 'Edited/Trip/a.jpg'],
    ['Preview', 'Preview/Trip/a.jpg'],
    ['Thumbnail', 'Thumbnail/Trip/a.webp'],
  ],
  'b.heic': [
    ['Original', 'Original/Trip/b.heic'],
    ['sidecar', 'Original/Trip/b.heic.xmp'],
    ['Preview', 'Preview/Trip/b.jpg'],
    ['Thumbnail', 'Thumbnail/Trip/b.webp'],
    ['Compatible', 'Compatible/Trip/b.jpg'],
  ],
};

/** What of a picture's other root follows from its root. */
const affects = (name: string, { changes: roots }: Change, root: string): boolean =>
  roots.includes(root) ||
  // The full size is made with the other renditions; the root of edits shows originals, too.
  (root === 'Compatible' && roots.includes('Preview')) ||
  (root === 'Edited' && name === 'a.jpg' && roots.includes('Original'));

type Snapshot = ReadonlyMap<string, Outcome>;

/** Every file of a picture as clients get it, once Immich's answers and the listings agree. */
async function snapshot({ url }: FaultyServer, name: string): Promise<Snapshot> {
  const files = new Map<string, Outcome>();
  for (const [, path] of filesOf[name] ?? []) {
    await vi.waitFor(
      async () => {
        const got = await ask(url, path);
        expect(`${path} ${got.status}`).toBe(`${path} 200`);
        // A rendition has its lasting tag when its length is in the listing.
        const { headers } = await ask(url, path, { method: 'HEAD' });
        expect(headers.get('etag')).toBe(got.headers.get('etag'));
        expect(headers.get('content-length')).toBe(`${got.body.length}`);
        files.set(path, got);
      },
      { timeout: 10_000, interval: 20 },
    );
  }
  return files;
}

const validator = ({ headers }: Outcome, name: string): string => headers.get(name) ?? '';

async function expectFresh({ url }: FaultyServer, path: string, old: Outcome, now: Outcome): Promise<void> {
  const etag = validator(old, 'etag');
  const modified = validator(old, 'last-modified');
  const oldDate = validator(old, 'date');
  const conditions: readonly Record<string, string>[] = [
    { 'if-none-match': etag },
    { 'if-modified-since': modified },
    { 'if-modified-since': oldDate },
    { range: 'bytes=1-', 'if-range': etag },
    { range: 'bytes=1-', 'if-range': modified },
  ];
  for (const headers of conditions) {
    const { status, body } = await ask(url, path, { headers });
    expect({ path, headers, status }).toEqual({ path, headers, status: 200 });
    expect(body.equals(now.body)).toBe(true);
  }
  for (const headers of [
    { 'if-match': etag },
    { 'if-unmodified-since': modified },
    { 'if-unmodified-since': oldDate },
  ]) {
    const { status } = await ask(url, path, { headers: headers as Record<string, string> });
    expect({ path, headers, status }).toEqual({ path, headers, status: 412 });
  }
}

async function folderTag({ url }: FaultyServer, path: string): Promise<string> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const { body } = await ask(url, folder, { method: 'PROPFIND', headers: { depth: '0' } });
  return /<[\w:]*getetag>([^<]*)</.exec(body.toString())?.[1] ?? '';
}

/** Time passes between two changes, as far as dates show it. */
function later(): void {
  vi.setSystemTime(Date.now() + 3_600_000);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
});

describe.each(versions)('validators of Immich %s', (version) => {
  it.each(Object.keys(filesOf))('none stays when the bytes of %s change', { timeout: 60_000 }, async (name) => {
    const server = await startFaulty({
      version,
      library: pictures,
      environment: {
        REFRESH_INTERVAL: '24d',
        VIEWS: 'albums',
        RENDITIONS: 'original,edited,preview,thumbnail,compatible',
        SIDECARS: 'xmp',
      },
    });
    const photos = server.immich.library;
    const { id } = photos.assetNamed(name);
    let before = await snapshot(server, name);
    for (const [title, change] of Object.entries(changes)) {
      const tags = new Map<string, string>();
      for (const path of before.keys()) tags.set(path, await folderTag(server, path));
      later();
      change.apply(photos, id);
      later();
      await server.photos.refresh();
      let now = before;
      await vi.waitFor(
        async () => {
          now = await snapshot(server, name);
          for (const [root, path] of filesOf[name] ?? []) {
            const isSame = now.get(path)?.body.equals(before.get(path)?.body ?? Buffer.of());
            expect(`${title}: ${path} ${isSame}`).toBe(`${title}: ${path} ${!affects(name, change, root)}`);
          }
        },
        { timeout: 10_000, interval: 20 },
      );
      for (const [root, path] of filesOf[name] ?? []) {
        const [old, fresh] = [before.get(path), now.get(path)];
        if (!old || !fresh || !affects(name, change, root)) continue;
        expect(validator(fresh, 'etag'), `${title}: ${path}`).not.toBe(validator(old, 'etag'));
        const isDated = root !== 'sidecar' && !change.isUnannounced;
        if (isDated)
          expect(validator(fresh, 'last-modified'), `${title}: ${path}`).not.toBe(validator(old, 'last-modified'));
        expect(await folderTag(server, path), `${title}: folder of ${path}`).not.toBe(tags.get(path));
        await expectFresh(server, path, old, fresh);
      }
      before = now;
    }
  });
});
