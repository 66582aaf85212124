import { exchange } from '../measure/exchange.ts';
import { propfind } from '../measure/propfind.ts';
import { alternate } from '../measure/rounds.ts';
import { changeAlbum, withQuickRefresh } from './changed-album.ts';
import type { Row } from './row.ts';

/** The first listing after an asset came or went. */
export const listingChanged: Row = {
  title: 'the same, first time after a change',
  unit: 'ms',
  targets: { nginx: { kind: 'at most', value: 1.5 } },
  measure: (bench) =>
    withQuickRefresh(bench, async (ours) => {
      const list = async (url: string) => (await exchange(propfind(url, 1))).totalMs;
      const nginx = bench.albums.get('nginx');
      await list(ours.albumUrl);
      const [own = 0, theirs] = await alternate([
        async () => {
          await changeAlbum(bench, ours);
          return list(ours.albumUrl);
        },
        ...(nginx === undefined ? [] : [() => list(nginx)]),
      ]);
      return theirs === undefined ? [] : [{ against: 'nginx', ours: own, theirs }];
    }),
};
