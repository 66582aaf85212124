import { describe, expect, it } from 'vitest';
import { versions } from '../start-server.ts';
import { ask, names, SMALL, seesChanges, startFaulty, until } from './start-faulty.ts';

describe.each(versions)('the API key of Immich %s is revoked', (version) => {
  it.each(['a refresh', 'a download'])('%s meets it first: listings stay, one line says what to do', async (first) => {
    const server = await startFaulty({ version });
    const { url, immich, log } = server;
    immich.requests.reset();
    if (first === 'a download') immich.faults.add({ match: { path: /original$/ }, times: 1, status: 401 });
    else immich.library.revokeKey('admin-key');
    const download = () => ask(url, 'Trip/small.jpg');
    if (first === 'a download') expect((await download()).status).toBe(503);
    immich.library.revokeKey('admin-key');
    const refused = () => immich.requests.matching(/\/albums$/).filter(({ status }) => status === 401).length;
    await until(() => refused() >= 3);
    expect(await names(url)).toEqual(['Other', 'Trip']);
    expect(await names(url, 'Trip/')).toHaveLength(2);
    for (let round = 0; round < 3; round++) {
      const { status, headers, body } = await download();
      expect([status, body.toString()]).toEqual([503, expect.stringContaining('IMMICH_API_KEY')]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      // The client's own password is not the problem.
      expect(headers.has('www-authenticate')).toBe(false);
    }
    const told = log().filter(({ error, level }) => level >= 40 && error?.code === 'unauthenticated');
    expect(told).toMatchObject([{ error: { message: 'Immich does not accept the API key; check IMMICH_API_KEY.' } }]);
    immich.library.allowKey('admin-key');
    await seesChanges(server);
    expect((await download()).body).toHaveLength(SMALL);
    await until(() => log().some(({ msg }) => msg === 'Albums are up to date again.'));
  });

  it('at the start: 503 until it works, without a restart', async () => {
    const server = await startFaulty({ version, isDown: true });
    const { url, immich, immichPort, log } = server;
    immich.library.revokeKey('admin-key');
    await immich.listen({ port: immichPort });
    await until(() => log().some(({ error }) => error?.code === 'unauthenticated'));
    const { status, body } = await ask(url, '', { method: 'PROPFIND', headers: { depth: '1' } });
    expect([status, body.toString()]).toEqual([503, expect.stringContaining('IMMICH_API_KEY')]);
    immich.library.allowKey('admin-key');
    expect(await names(url)).toEqual(['Other', 'Trip']);
    await seesChanges(server);
  });
});
