import { describe, expect, it } from 'vitest';
import { versions } from '../start-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { ask, LARGE, names, startFaulty, trueBytes, until } from './start-faulty.ts';

const caches = [
  ['', 'without a cache'],
  ['64', 'with a cache'],
] as const;
const replacements = [
  ['of the same length', { generated: LARGE, seed: 77 }],
  ['that is longer', { generated: LARGE + 1000, seed: 77 }],
  ['that is shorter', { generated: 1_500_000, seed: 77 }],
] as const;
const path = 'Trip/large.mp4';

/** A client that has read the beginning of a file of which the listing will not know for long that it is replaced. */
async function readHalf(version: (typeof versions)[number], space: string) {
  const server = await startFaulty({
    version,
    environment: {
      REFRESH_INTERVAL: '24d',
      ...(space !== '' && { CONTENT_CACHE_MB: space, DATA_DIR: temporaryFolder() }),
    },
  });
  const { url, immich } = server;
  const old = await trueBytes(immich, 'large.mp4');
  const begun = await ask(url, path, { headers: { range: 'bytes=0-2000000' } });
  expect(begun.status).toBe(206);
  const tag = begun.headers.get('etag') ?? '';
  expect(tag).toMatch(/^"[0-9a-f]{40}"$/);
  const replace = async (content: (typeof replacements)[number][1]): Promise<Buffer> => {
    immich.library.replaceContent(immich.library.assetNamed('large.mp4').id, content);
    return trueBytes(immich, 'large.mp4');
  };
  return { ...server, old, tag, replace };
}

describe.each(versions)('a file of Immich %s is replaced while it is read', (version) => {
  describe.each(caches)('%s%s', (space) => {
    describe.each(replacements)('by one %s', (_, content) => {
      it('If-Range with the old tag: all of the new file under a new tag', async () => {
        const { url, tag, old, replace } = await readHalf(version, space);
        const now = await replace(content);
        const headers = { range: 'bytes=2000001-', 'if-range': tag };
        let resumed = await ask(url, path, { headers });
        if (space !== '') {
          // The rest of the block that is kept comes first: bytes of the old file, under its tag.
          expect(resumed).toMatchObject({ status: 206, isBroken: true });
          expect(resumed.headers.get('etag')).toBe(tag);
          expect(old.subarray(2_000_001, 2_000_001 + resumed.body.length).equals(resumed.body)).toBe(true);
          resumed = await ask(url, path, { headers });
        }
        expect([resumed.status, resumed.isBroken]).toEqual([200, false]);
        expect(resumed.headers.get('etag')).not.toBe(tag);
        expect(resumed.body.equals(now)).toBe(true);
        const again = { range: 'bytes=1000000-', 'if-range': resumed.headers.get('etag') ?? '' };
        const rest = await ask(url, path, { headers: again });
        expect(rest.status).toBe(206);
        expect(rest.body.equals(now.subarray(1_000_000))).toBe(true);
      });

      it('If-Match with the old tag: 412', async () => {
        const { url, tag, replace } = await readHalf(version, space);
        await replace(content);
        const headers = { range: 'bytes=2500000-', 'if-match': tag };
        expect((await ask(url, path, { headers })).status).toBe(412);
      });

      it('without conditions: the new file under its own tag, and the listing follows', async () => {
        const { url, tag, old, replace } = await readHalf(version, space);
        const now = await replace(content);
        if (space !== '') {
          // What is kept of the old file comes first, under its tag.
          const whole = await ask(url, path);
          expect(whole).toMatchObject({ status: 200, isBroken: true });
          expect(whole.headers.get('etag')).toBe(tag);
          expect(old.subarray(0, whole.body.length).equals(whole.body)).toBe(true);
        }
        const second = await ask(url, path);
        expect([second.status, second.isBroken]).toEqual([200, false]);
        expect(second.headers.get('etag')).not.toBe(tag);
        expect(second.body.equals(now)).toBe(true);
        expect((await ask(url, path, { method: 'HEAD' })).headers.get('etag')).toBe(second.headers.get('etag'));
        expect(await names(url, 'Trip/')).toHaveLength(2);
      });
    });

    it('a download that is under way ends with what it began, or breaks', async () => {
      const { url, immich, old, replace } = await readHalf(version, space);
      immich.throttle({ bytesPerSecond: 5_000_000 });
      immich.requests.reset();
      const download = ask(url, path);
      await until(() => immich.requests.matching(/original$/).some(({ bytesSent }) => bytesSent > 100_000));
      await replace(replacements[0][1]);
      const { body, isBroken } = await download;
      expect(old.subarray(0, body.length).equals(body)).toBe(true);
      expect(isBroken || body.length === old.length).toBe(true);
      await until(() => immich.openRequests === 0);
    });
  });
});
