import { propfindEtag } from '../measure/propfind.ts';
import { readText } from '../measure/read-text.ts';
import { until } from '../measure/until.ts';
import { type Ours, startOurs } from '../peers/ours.ts';
import type { Bench } from './row.ts';

/** The shortest interval, so that a change is seen soon. */
const refreshInterval = '1s';

/** Runs something with a server of ours that looks for changes every second. */
export async function withQuickRefresh<T>(bench: Bench, run: (ours: Ours) => Promise<T>): Promise<T> {
  const ours = await startOurs(bench.immich, bench.scratch, refreshInterval);
  try {
    return await run(ours);
  } finally {
    await ours.stop();
  }
}

/** Changes the album and waits until our server knows, without a listing of the members. */
export async function changeAlbum({ immich }: Bench, ours: Ours): Promise<void> {
  const etag = async () => (await readText(propfindEtag(ours.albumUrl))).body;
  const before = await etag();
  await immich.change();
  await until('the change is known', async () => (await etag()) !== before);
}
