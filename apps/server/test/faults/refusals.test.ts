import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { versions } from '../start-server.ts';
import { ask, names, SMALL, seesChanges, startFaulty, until } from './start-faulty.ts';

describe.each(versions)('Immich %s answers', (version) => {
  it.each([429, 500, 503])(
    '%i with Retry-After: it is left alone for so long, and clients are told',
    async (status) => {
      const server = await startFaulty({ version });
      const { url, immich, photos } = server;
      await until(() => immich.openRequests === 0);
      const withdraw = immich.faults.add({ status, headers: { 'Retry-After': '2' } });
      const refused = await ask(url, 'Trip/small.jpg');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
      immich.requests.reset();
      // Refreshes come several times a second here, and all of these clients ask as well.
      const refreshing = photos.refresh();
      for (let round = 0; round < 20; round++) {
        const again = await ask(url, round % 2 === 0 ? 'Trip/small.jpg' : 'Trip/large.mp4');
        expect([again.status, ['1', '2'].includes(again.headers.get('retry-after') ?? '')]).toEqual([503, true]);
        expect(await names(url, 'Trip/')).toHaveLength(2);
        await sleep(25);
      }
      await refreshing;
      expect(immich.requests.entries).toEqual([]);
      withdraw();
      await seesChanges(server);
      expect((await ask(url, 'Trip/small.jpg')).body).toHaveLength(SMALL);
    },
  );

  it('500 to everything: listings stay, content is 503, and it recovers', async () => {
    const server = await startFaulty({ version });
    const { url, immich, warnings } = server;
    immich.faults.add({ status: 500 });
    await until(() => warnings().some(({ level }) => level === 50));
    const refused = await ask(url, 'Trip/small.jpg');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await names(url, 'Trip/')).toHaveLength(2);
    immich.faults.clear();
    await seesChanges(server);
  });

  it('500 for the members of every album: one line, not one for each', async () => {
    const server = await startFaulty({ version, isDown: true });
    const { url, immich, immichPort, log } = server;
    immich.faults.add({ match: { path: /search\/metadata$|albums\/[\w-]+$/ }, status: 500 });
    await immich.listen({ port: immichPort });
    expect(await names(url)).toEqual(['Other', 'Trip']);
    await until(() => log().some(({ msg }) => msg.includes('except for some')));
    const told = log().filter(({ level, msg }) => level === 40 && msg.startsWith('An album could not be read'));
    expect(told.length).toBeLessThanOrEqual(1);
    const { status } = await ask(url, 'Trip/', { method: 'PROPFIND', headers: { depth: '1' } });
    expect(status).toBe(503);
    immich.faults.clear();
    await until(() => log().some(({ msg }) => msg === 'Albums are up to date again.'));
    expect(await names(url, 'Trip/')).toHaveLength(2);
  });
});
