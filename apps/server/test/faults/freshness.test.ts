import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createFreshness } from '../../src/health/freshness.ts';
import { versions } from '../start-server.ts';
import { ask, names, seesChanges, startFaulty, until } from './start-faulty.ts';

const MINUTE = 60_000;

describe.each(versions)('Immich %s sends its answers a byte at a time, without end', (version) => {
  it('refreshing goes on, /readyz and the log say that nothing is read, and all is well when it answers', async () => {
    const server = await startFaulty({
      version,
      environment: { IMMICH_TIMEOUT: '1s' },
      freshness: (clock) => createFreshness(clock, MINUTE),
    });
    const { url, immich, log } = server;
    const ready = async () => ask(url, 'readyz').then(({ status, body }) => [status, body.toString()]);
    expect(await ready()).toEqual([200, 'ok\n']);
    const withdraw = immich.faults.add({ match: { path: /albums/ }, dripEveryMs: 50 });
    await until(() => log().some(({ msg }) => msg.startsWith('Nothing could be read from Immich')));
    expect(await ready()).toEqual([503, expect.stringContaining('Nothing could be read from Immich for')]);
    expect(await names(url, 'Trip/')).toHaveLength(2);
    withdraw();
    await seesChanges(server);
    await until(() => log().some(({ msg }) => msg === 'Immich is read again.'));
    expect(await ready()).toEqual([200, 'ok\n']);
  });
});

it('an operation that Immich lacks leaves out its view with one warning, and neither /readyz nor refreshes suffer', async () => {
  const server = await startFaulty({ environment: { VIEWS: 'albums,tags' }, isDown: true });
  const { url, immich, immichPort, warnings } = server;
  immich.faults.add({ match: { path: /\/tags$/ }, status: 404, body: { message: 'Cannot GET /api/tags' } });
  await immich.listen({ port: immichPort });
  await server.photos.refresh();
  expect((await ask(url, 'readyz')).status).toBe(200);
  expect(await names(url)).toEqual(['Albums']);
  const before = immich.requests.matching(/\/albums$/).length;
  // The interval is a second, and time runs fast.
  await until(() => immich.requests.matching(/\/albums$/).length >= before + 5);
  await sleep(0);
  expect(warnings().filter(({ error }) => error?.code === 'not-supported')).toHaveLength(1);
});

it('Immich that is down at the first start is told of as such, and not of its stacks', async () => {
  const environment = { STACKS: 'primary', VIEWS: 'albums,people' };
  const { log } = await startFaulty({ environment, isDown: true });
  await until(() => log().some(({ level }) => level === 50));
  const errors = log().filter(({ level }) => level === 50);
  expect(errors.map(({ msg }) => msg)).toEqual([expect.stringMatching(/^Immich could not be read;/)]);
});
