import type { Fault } from '@immich-webdav/fake-immich';
import { describe, expect, it } from 'vitest';
import { versions } from '../start-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { ask, LARGE, type Outcome, SMALL, startFaulty, trueBytes, until } from './start-faulty.ts';

const breaks: readonly (readonly [string, Fault])[] = [
  ['cut in the middle', { truncateAfter: 10_000 }],
  ['cut before its last byte', { truncateAfter: SMALL - 1 }],
  ['cut late', { truncateAfter: LARGE - 1_000_000 }],
  ['reset in the middle', { resetAfter: 10_000 }],
  ['reset late', { resetAfter: LARGE - 1_000_000 }],
  ['cut before its first byte', { truncateAfter: 0 }],
  ['cut after the head', { dropConnection: 'after-headers' }],
  ['cut before the head', { dropConnection: 'before-headers' }],
  ['announced longer than it is', { wrongLength: 1000 }],
  ['announced and sent shorter', { wrongLength: -1000 }],
  ['announced and sent empty', { wrongLength: -LARGE }],
  ['announced as another part', { headers: { 'Content-Range': 'bytes 5-9/10' } }],
  ['announced without a length', { wrongLength: -7000, headers: { 'Transfer-Encoding': 'chunked' } }],
  ['compressed on the way', { headers: { 'Content-Encoding': 'br' } }],
];

const ranges = {
  'small.jpg': [undefined, [0, SMALL - 1], [100, 15_000], [SMALL - 500, SMALL - 1]],
  'large.mp4': [undefined, [0, 99], [1_000_000, 2_500_000], [3_000_000, LARGE - 1]],
} as const satisfies Record<string, readonly (readonly [number, number] | undefined)[]>;

type Range = readonly [number, number] | undefined;

const download = (url: string, name: string, range: Range): Promise<Outcome> =>
  ask(url, `Trip/${name}`, range && { headers: { range: `bytes=${range[0]}-${range[1]}` } });

/** What comes as a whole, good answer is right; all that came of another is the beginning of what is right. */
function expectHonest(outcome: Outcome, wanted: Buffer, what: string): void {
  const { status, body, isBroken } = outcome;
  if (status >= 500) return;
  // What breaks before the first byte is told with a status: clients take an empty reply for a server that is down.
  expect([what, status, body.length]).not.toEqual([what, 0, 0]);
  expect([what, status]).toEqual([what, isBroken ? expect.any(Number) : expect.toBeOneOf([200, 206])]);
  const isRight = isBroken ? wanted.subarray(0, body.length).equals(body) : wanted.equals(body);
  expect([what, isBroken, isRight]).toEqual([what, isBroken, true]);
}

const caches = [
  ['', 'without a cache'],
  ['64', 'with a cache'],
] as const;

describe.each(versions)('over Immich %s', (version) => {
  describe.each(caches)('%s%s', (space) => {
    it.each(breaks)('content that is %s never looks whole, and is right the next time', async (_, fault) => {
      const { url, immich } = await startFaulty({
        version,
        environment: space === '' ? {} : { CONTENT_CACHE_MB: space, DATA_DIR: temporaryFolder() },
      });
      for (const [name, parts] of Object.entries(ranges)) {
        const all = await trueBytes(immich, name);
        for (const range of parts) {
          const wanted = range ? all.subarray(range[0], range[1] + 1) : all;
          const withdraw = immich.faults.add({ match: { path: /original$/ }, ...fault });
          expectHonest(await download(url, name, range), wanted, `${name} ${range?.join('-')}`);
          withdraw();
          const { status, body, isBroken } = await download(url, name, range);
          expect([name, range, status, isBroken]).toEqual([name, range, range ? 206 : 200, false]);
          expect(body.equals(wanted)).toBe(true);
        }
      }
      await until(() => immich.openRequests === 0);
      if (space === '') return;
      // All that was kept is right, although most of it was fetched in pieces between faults.
      await immich.close();
      for (const [name, parts] of Object.entries(ranges)) {
        const all = await trueBytes(immich, name);
        for (const range of parts)
          expectHonest(await download(url, name, range), range ? all.subarray(range[0], range[1] + 1) : all, name);
      }
    });
  });
});
