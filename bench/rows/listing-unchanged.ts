import { type Call, exchange } from '../measure/exchange.ts';
import { propfind } from '../measure/propfind.ts';
import { readText } from '../measure/read-text.ts';
import { alternate } from '../measure/rounds.ts';
import type { Row } from './row.ts';

/** A client looks again at an album in which nothing happened. */
export const listingUnchanged: Row = {
  title: 'PROPFIND Depth 1, 10,000 assets, unchanged album',
  unit: 'ms',
  targets: { nginx: { kind: 'at most', value: 0.5 }, apache: { kind: 'at most', value: 0.1 } },
  async measure({ ours, albums }) {
    const calls = [ours.albumUrl, ...albums.values()].map((url) => propfind(url, 1));
    for (const call of calls) await expectAllMembers(call);
    const [own = 0, ...others] = await alternate(calls.map((call) => async () => (await exchange(call)).totalMs));
    return [...albums.keys()].map((against, index) => ({ against, ours: own, theirs: others[index] ?? 0 }));
  },
};

/** The collection and its members: a server that lists fewer would look quick. */
const responses = 10_001;

async function expectAllMembers(call: Call): Promise<void> {
  const { body } = await readText(call);
  const listed = body.match(/<\/(\w+:)?response>/g)?.length ?? 0;
  if (listed !== responses) throw new Error(`${call.url} listed ${listed} resources instead of ${responses}.`);
}
