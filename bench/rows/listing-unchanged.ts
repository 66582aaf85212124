import { exchange } from '../measure/exchange.ts';
import { expectMembers } from '../measure/expect-members.ts';
import { propfind } from '../measure/propfind.ts';
import { alternate } from '../measure/rounds.ts';
import type { Row } from './row.ts';

const members = 10_000;

/** A client looks again at an album in which nothing happened. */
export const listingUnchanged: Row = {
  title: 'PROPFIND Depth 1, 10,000 assets, unchanged album',
  unit: 'ms',
  targets: { nginx: { kind: 'at most', value: 0.5 }, apache: { kind: 'at most', value: 0.1 } },
  async measure({ ours, albums }) {
    const calls = [ours.albumUrl, ...albums.values()].map((url) => propfind(url, 1));
    for (const call of calls) await expectMembers(call, members);
    const [own = 0, ...others] = await alternate(calls.map((call) => async () => (await exchange(call)).totalMs));
    return [...albums.keys()].map((against, index) => ({ against, ours: own, theirs: others[index] ?? 0 }));
  },
};
