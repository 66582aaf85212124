import { createHash, randomBytes } from 'node:crypto';
import { createFakeImmich, library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createContainer, parseConfiguration, Token } from '../src/index.ts';
import { versions } from './start-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const film = randomBytes(50_000_000);
/** From 2 KB to 2 MB, so that some are one block and some are several. */
const frame = Array.from({ length: 20 }, (_, index) => randomBytes(2000 + index * 105_000));

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A stand-in that counts what it is asked for. */
async function startImmich(version: (typeof versions)[number]) {
  const photos = frame.map((content, index) => photo(`${index}.jpg`, { content }));
  const album = library().album('Album', [...photos, video('film.mp4', { content: film })]);
  const immich = createFakeImmich({ version, library: album });
  onTestFinished(() => immich.close());
  const { url } = await immich.listen();
  return { immich, immichUrl: url, asked: () => immich.requests.matching(/\/original$/).length };
}

/** The whole server; as soon as it listens. */
async function startServer(immichUrl: string, folder: string) {
  const container = createContainer(
    parseConfiguration({
      IMMICH_URL: immichUrl,
      IMMICH_API_KEY: 'admin-key',
      FLATTEN_ASSET_STRUCTURE: 'true',
      DATA_DIR: folder,
      CONTENT_CACHE_MB: '256',
      WEBDAV_PORT: '0',
      LOG_LEVEL: 'silent',
    }),
  );
  const application = container.get(Token.Application);
  const { url } = await application.start();
  const stop = async () => application.stop();
  return { url, stop, refresh: () => container.get(Token.PhotoLibrary).refresh() };
}

async function startCached(version: (typeof versions)[number]) {
  const immich = await startImmich(version);
  const server = await startServer(immich.immichUrl, temporaryFolder());
  onTestFinished(() => server.stop());
  await server.refresh();
  return { ...immich, url: server.url };
}

async function lookThrough(url: string): Promise<void> {
  for (const [index, content] of frame.entries())
    expect(digest(await read(new URL(`Album/${index}.jpg`, url)))).toBe(digest(content));
}

async function read(url: URL, range?: readonly [number, number]): Promise<Buffer> {
  const answer = await fetch(url, range && { headers: { range: `bytes=${range[0]}-${range[1]}` } });
  expect(answer.status).toBe(range ? 206 : 200);
  return Buffer.from(await answer.arrayBuffer());
}

describe.each(versions)('over Immich %s', (version) => {
  it('a photo frame that loops asks Immich for each photo once', async () => {
    const { immich, url, asked } = await startCached(version);
    const loop = () => lookThrough(url);
    await loop();
    expect(asked()).toBe(frame.length);
    await loop();
    await loop();
    expect(asked()).toBe(frame.length);
    await immich.close();
    await loop();
    const refused = await fetch(new URL('Album/film.mp4', url));
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('a photo frame goes on after a restart while Immich is down', async () => {
    const { immich, immichUrl } = await startImmich(version);
    const folder = temporaryFolder();
    const first = await startServer(immichUrl, folder);
    await first.refresh();
    await lookThrough(first.url);
    await first.stop();
    await immich.close();
    const second = await startServer(immichUrl, folder);
    onTestFinished(() => second.stop());
    await lookThrough(second.url);
  });

  it('a player that seeks asks Immich for nothing twice', async () => {
    const { immich, url, asked } = await startCached(version);
    let state = 1;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
    const ranges = Array.from({ length: 25 }, () => {
      const first = random(film.length);
      return [first, Math.min(first + random(3_000_000), film.length - 1)] as const;
    });
    const seek = async () => {
      for (const [first, last] of ranges)
        expect(digest(await read(new URL('Album/film.mp4', url), [first, last]))).toBe(
          digest(film.subarray(first, last + 1)),
        );
    };
    await seek();
    const once = asked();
    expect(once).toBeGreaterThan(0);
    ranges.reverse();
    await seek();
    expect(asked()).toBe(once);
    await immich.close();
    await seek();
  });
});

it('twenty clients that want the same film at once make one request', async () => {
  const { url, asked } = await startCached('3.1.0');
  const films = await Promise.all(Array.from({ length: 20 }, () => read(new URL('Album/film.mp4', url)).then(digest)));
  expect(new Set(films)).toEqual(new Set([digest(film)]));
  expect(asked()).toBe(1);
});

it('a film that is left ends the request to Immich', async () => {
  const { immich, url } = await startCached('3.1.0');
  immich.throttle({ bytesPerSecond: 20_000_000 });
  const leaver = new AbortController();
  const { body } = await fetch(new URL('Album/film.mp4', url), { signal: leaver.signal });
  await body?.getReader().read();
  leaver.abort();
  await expect.poll(() => immich.openRequests, { timeout: 4000 }).toBe(0);
});
