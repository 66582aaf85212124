import { exchange } from '../measure/exchange.ts';
import { propfind } from '../measure/propfind.ts';
import { alternate } from '../measure/rounds.ts';
import type { Ours } from '../peers/ours.ts';
import { changeAlbum, withQuickRefresh } from './changed-album.ts';
import type { Row } from './row.ts';

/** What a second client notices of a first listing. */
export const longestWait: Row = {
  title: "another client's longest wait meanwhile",
  unit: 'ms',
  targets: { 'a limit': { kind: 'at most', value: 25 } },
  measure: (bench) =>
    withQuickRefresh(bench, async (ours) => {
      const [own = 0] = await alternate([
        async () => {
          await changeAlbum(bench, ours);
          return longestDuringListing(ours);
        },
      ]);
      return [{ against: 'a limit', ours: own }];
    }),
};

async function longestDuringListing(ours: Ours): Promise<number> {
  let isListing = true;
  let longest = 0;
  const listed = exchange(propfind(ours.albumUrl, 1)).finally(() => {
    isListing = false;
  });
  while (isListing) longest = Math.max(longest, (await exchange(propfind(`${ours.url}/`, 0))).totalMs);
  await listed;
  return longest;
}
