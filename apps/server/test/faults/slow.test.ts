import { describe, expect, it } from 'vitest';
import { versions } from '../start-server.ts';
import { temporaryFolder as newFolder } from '../temporary-folder.ts';
import { ask, names, SMALL, seesChanges, startFaulty, until } from './start-faulty.ts';

describe.each(versions)('Immich %s takes 30 seconds for each answer', (version) => {
  it('known folders and files are answered without waiting for any of them', async () => {
    const { url, immich, photos } = await startFaulty({ version });
    immich.requests.reset();
    immich.faults.add({ delayMs: 30_000 });
    void photos.refresh();
    const leave = new AbortController();
    const download = ask(url, 'Trip/large.mp4', { signal: leave.signal }).catch(() => 'left');
    await until(() => immich.openRequests >= 2);
    for (let round = 0; round < 20; round++) {
      expect(await names(url)).toEqual(['Other', 'Trip']);
      expect(await names(url, 'Trip/')).toHaveLength(2);
      expect((await ask(url, 'Trip/small.jpg', { method: 'HEAD' })).headers.get('content-length')).toBe(`${SMALL}`);
    }
    // Not one request of Immich's was answered meanwhile, and none was made for any of these.
    const asked = immich.requests.entries.filter(({ path }) => !path.endsWith('original'));
    expect(asked.every(({ state }) => state === 'open')).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(2);
    leave.abort();
    expect(await download).toBe('left');
    await until(() => immich.requests.matching(/original$/).every(({ state }) => state === 'aborted'));
  });

  it('it is given up after IMMICH_TIMEOUT, and asked again', async () => {
    const server = await startFaulty({ version, environment: { IMMICH_TIMEOUT: '1s' } });
    const { url, immich } = server;
    immich.faults.add({ delayMs: 30_000 });
    const { status, body } = await ask(url, 'Trip/small.jpg');
    expect([status, body.toString()]).toEqual([504, expect.stringContaining('took too long')]);
    expect(await names(url, 'Trip/')).toHaveLength(2);
    immich.faults.clear();
    await seesChanges(server);
    expect((await ask(url, 'Trip/small.jpg')).body).toHaveLength(SMALL);
  });
});

it('the log says so once', async () => {
  const { immich, log, photos } = await startFaulty({ environment: { IMMICH_TIMEOUT: '1s' } });
  immich.faults.add({ delayMs: 30_000 });
  await photos.refresh();
  await until(() => log().some(({ level }) => level === 50));
  expect(log().find(({ level }) => level === 50)?.error).toMatchObject({
    code: 'timeout',
    message: expect.stringContaining('IMMICH_TIMEOUT'),
  });
});

it('a start meanwhile listens, and serves what comes as soon as it is there', async () => {
  const { url, immich, immichPort } = await startFaulty({ isDown: true });
  immich.faults.add({ match: { path: /albums|version/ }, delayMs: 300 });
  await immich.listen({ port: immichPort });
  expect((await ask(url, 'healthz')).status).toBe(200);
  expect(await names(url)).toEqual(['Other', 'Trip']);
});

it.each(['0', '64'])('a download that stalls is broken off, not left hanging (CONTENT_CACHE_MB=%s)', async (space) => {
  const { url, immich } = await startFaulty({
    environment: { IMMICH_TIMEOUT: '1s', CONTENT_CACHE_MB: space, ...(space === '0' ? {} : { DATA_DIR: newFolder() }) },
  });
  immich.faults.add({ match: { path: /original$/ }, times: 1, stallAfter: 100_000 });
  const stalled = await ask(url, 'Trip/large.mp4');
  expect(stalled).toMatchObject({ status: 200, isBroken: true });
  await until(() => immich.openRequests === 0);
  expect((await ask(url, 'Trip/large.mp4')).isBroken).toBe(false);
});
