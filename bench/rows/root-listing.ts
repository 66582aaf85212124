import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exchange } from '../measure/exchange.ts';
import { propfind, propfindEtag } from '../measure/propfind.ts';
import { readText } from '../measure/read-text.ts';
import { alternate } from '../measure/rounds.ts';
import { until } from '../measure/until.ts';
import type { LargeLibrary } from '../peers/large-library.ts';
import { nginx } from '../peers/nginx.ts';
import type { Ours } from '../peers/ours.ts';
import type { Row } from './row.ts';

const list = (url: string): Promise<number> => exchange(propfind(`${url}/`, 1)).then(({ totalMs }) => totalMs);

/** All albums, unchanged and right after one of them changed. */
export const rootListing: Row = {
  title: '2,000 albums: PROPFIND Depth 1 of the root',
  unit: 'ms',
  targets: {
    nginx: { kind: 'at most', value: 2 },
    'nginx, first time after a change': { kind: 'at most', value: 2 },
  },
  async measure({ large, scratch }) {
    const library = await large();
    await library.immich.be('3.1.0');
    const home = join(scratch, 'names');
    const folder = join(home, 'tree');
    for (const { name } of library.immich.albums) await mkdir(join(folder, name), { recursive: true });
    const peer = await nginx.start(folder, home);
    if (peer === undefined) return [];
    const ours = await library.start({ REFRESH_INTERVAL: '1s' }).catch(async (error: unknown) => {
      await peer.stop();
      throw error;
    });
    try {
      await ours.refreshed;
      await list(ours.url);
      const [same = 0, theirs = 0] = await alternate([() => list(ours.url), () => list(peer.url)]);
      const [changed = 0, again = 0] = await alternate([() => listChanged(library, ours), () => list(peer.url)]);
      return [
        { against: 'nginx', ours: same, theirs },
        { against: 'nginx, first time after a change', ours: changed, theirs: again },
      ];
    } finally {
      await ours.stop();
      await peer.stop();
    }
  },
};

async function listChanged({ immich, nextAlbum }: LargeLibrary, ours: Ours): Promise<number> {
  const etag = async () => (await readText(propfindEtag(`${ours.url}/`))).body;
  const before = await etag();
  const album = nextAlbum();
  const url = `${ours.url}/${encodeURIComponent(album)}/${await immich.add(album)}`;
  // The root changes with the list of albums and again with the listing of this one: only after both it is at rest.
  await until('the change shows', async () => (await exchange(propfind(url, 0))).status === 207);
  if ((await etag()) === before) throw new Error('The root did not change.');
  return list(ours.url);
}
