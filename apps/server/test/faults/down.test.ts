import { describe, expect, it } from 'vitest';
import { versions } from '../start-server.ts';
import { ask, names, SMALL, seesChanges, startFaulty, until } from './start-faulty.ts';

describe.each(versions)('Immich %s is down', (version) => {
  it('at the start: clients are told when to come back, until it is there', async () => {
    const server = await startFaulty({ version, isDown: true });
    const { url, immich, immichPort, warnings } = server;
    expect((await ask(url, 'healthz')).status).toBe(200);
    expect((await ask(url, 'readyz')).status).toBe(503);
    for (const method of ['PROPFIND', 'GET', 'HEAD']) {
      const { status, headers } = await ask(url, 'Trip/small.jpg', { method, headers: { depth: '0' } });
      expect([method, status]).toEqual([method, 503]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await until(() => warnings().some(({ level }) => level === 50));
    await immich.listen({ port: immichPort });
    expect(await names(url)).toEqual(['Other', 'Trip']);
    expect((await ask(url, 'Trip/small.jpg')).body).toHaveLength(SMALL);
    expect((await ask(url, 'readyz')).status).toBe(200);
    await seesChanges(server);
  });

  it('later: listings stay, content waits, one line tells of it and one of its end', async () => {
    const server = await startFaulty({ version });
    const { url, immich, immichPort, log } = server;
    await immich.close();
    await until(() => log().some(({ level }) => level === 50));
    expect(await names(url)).toEqual(['Other', 'Trip']);
    expect(await names(url, 'Trip/')).toEqual(['large.mp4', 'small.jpg']);
    for (const path of ['Trip/small.jpg', 'Trip/large.mp4']) {
      expect((await ask(url, path, { method: 'HEAD' })).status).toBe(200);
      const { status, headers } = await ask(url, path);
      expect(status).toBe(503);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    // Several refreshes fail in this time.
    await server.photos.refresh();
    await server.photos.refresh();
    const errors = () => log().filter(({ level }) => level === 50);
    expect(errors()).toMatchObject([{ error: { code: 'unavailable' } }]);
    await immich.listen({ port: immichPort });
    expect((await ask(url, 'Trip/small.jpg')).body).toHaveLength(SMALL);
    await seesChanges(server);
    await until(() => log().some(({ msg }) => msg === 'Albums are up to date again.'));
    expect(errors()).toHaveLength(1);
  });
});

it('a restart of Immich in mid-download breaks it, and its websocket is found again', async () => {
  const server = await startFaulty({ environment: { IMMICH_HINTS: 'true', REFRESH_INTERVAL: '24d' } });
  const { url, immich, immichPort } = server;
  await until(() => immich.openWebsockets === 1);
  immich.throttle({ bytesPerSecond: 1_000_000 });
  const download = ask(url, 'Trip/large.mp4');
  await until(() => immich.requests.matching(/original$/).some(({ bytesSent }) => bytesSent > 0));
  await immich.close();
  expect(await download).toMatchObject({ status: 200, isBroken: true });
  immich.throttle();
  await immich.listen({ port: immichPort });
  await until(() => immich.openWebsockets === 1);
  await seesChanges(server);
  expect((await ask(url, 'Trip/large.mp4')).isBroken).toBe(false);
});
