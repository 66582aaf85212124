import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { versions } from '../start-server.ts';
import { ask, names, startFaulty, until } from './start-faulty.ts';

const HOUR = 3_600_000;

const beach = photo('beach.jpg');
const found = { beach: [beach] };
const photos = library()
  .album('Trip', [beach, photo('other.jpg')])
  .smartSearch(found);

/** A server that shows a smart search and something else; each hour a smart search is read anew. */
async function startSearching(version: (typeof versions)[number]) {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const environment = { VIEWS: 'albums,searches', SEARCHES: 'Beach=smart:beach' };
  const server = await startFaulty({ version, library: photos, environment });
  const asked = () => server.immich.requests.matching(/search\/smart$/).length;
  /** Lets an hour pass, and resolves when the search was asked so often. */
  const afterAnHour = async (times: number): Promise<void> => {
    const before = asked();
    vi.setSystemTime(Date.now() + HOUR);
    await until(() => asked() >= before + times);
    // Until the refresh that asked is over.
    await server.photos.refresh();
  };
  const told = (text: string) => server.warnings().filter(({ error }) => error?.message.includes(text) === true);
  return { ...server, afterAnHour, told };
}

describe.each(versions)('smart search of Immich %s', (version) => {
  it.each([
    ['disabled', 'Smart search is off'],
    ['unreachable', 'cannot reach its machine learning'],
  ] as const)(
    'is %s: the folder stays as it was, which is told once, and again when it happens anew',
    async (state, text) => {
      const server = await startSearching(version);
      const { url, immich, afterAnHour, told } = server;
      const folder = () => names(url, 'Searches/Beach/');
      expect(await folder()).toEqual(['beach.jpg']);
      for (const times of [1, 2]) {
        immich.library.setSmartSearch(state);
        // Several refreshes meet it.
        await afterAnHour(3);
        expect(await folder()).toEqual(['beach.jpg']);
        expect(told(text)).toHaveLength(times);
        expect(server.warnings()).toHaveLength(times);
        // Others are read all the same.
        expect(await names(url, 'Albums/Trip/')).toHaveLength(2);
        immich.library.setSmartSearch(found);
        await until(() => server.log().at(-1)?.msg === 'Albums are up to date again.');
      }
    },
  );

  it.each([
    ['disabled', 'Smart search is off'],
    ['unreachable', 'cannot reach its machine learning'],
  ] as const)(
    'is %s before it ever worked: its folder is empty, the log says why, and it comes once it is on',
    async (state, text) => {
      const { url, immich, told } = await startSearching(version);
      immich.library.setSmartSearch(state);
      for (let round = 0; round < 3; round++) {
        expect(await names(url, 'Searches/')).toEqual(['Beach']);
        expect(await names(url, 'Searches/Beach/')).toEqual([]);
      }
      expect(told(text)).toHaveLength(1);
      expect(await names(url, 'Albums/Trip/')).toHaveLength(2);
      immich.library.setSmartSearch(found);
      expect(await names(url, 'Searches/Beach/')).toEqual(['beach.jpg']);
    },
  );

  it('is not taken for empty while Immich itself is down', async () => {
    const { url, immich } = await startSearching(version);
    await immich.close();
    const { status } = await ask(url, 'Searches/Beach/', { method: 'PROPFIND', headers: { depth: '1' } });
    expect(status).toBe(503);
  });
});
