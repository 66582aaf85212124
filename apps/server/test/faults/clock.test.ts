import { describe, expect, it } from 'vitest';
import { versions } from '../start-server.ts';
import { ask, listingRequests, names, seesChanges, startFaulty, until } from './start-faulty.ts';

const hour = 3_600_000;
const jumps = [
  ['an hour back', -hour],
  ['an hour ahead', hour],
  ['three days back', -72 * hour],
  ['three days ahead', 72 * hour],
  ['back to 1970', -Date.now()],
  ['fifty years ahead', 50 * 365 * 24 * hour],
] as const;

describe.each(versions)('over Immich %s', (version) => {
  it.each(jumps)('a clock that is set %s, in mid-refresh too: refreshes go on at their pace', async (_, jump) => {
    const server = await startFaulty({ version });
    const { immich, clock, url } = server;
    const polls = () => immich.requests.matching(/\/albums$/).length;
    // The answer comes after the jump, to a refresh that began before it.
    const withdraw = immich.faults.add({ match: { path: /\/albums$/ }, delayMs: 100 });
    immich.requests.reset();
    await until(() => polls() > 0);
    clock.set(jump);
    withdraw();
    const before = polls();
    await until(() => polls() >= before + 10);
    // Nothing looked changed, so nothing was read again, although all listings may look old now.
    expect(listingRequests(server)).toBe(0);
    await seesChanges(server);
    clock.set(0);
    await seesChanges(server);
    expect(listingRequests(server)).toBeLessThanOrEqual(4);
    expect((await ask(url, 'Trip/small.jpg')).status).toBe(200);
  });

  it('a clock that is set back does not silence the log', async () => {
    const { immich, clock, url, warnings } = await startFaulty({ version });
    const failures = () => warnings().filter(({ msg }) => msg === 'A request could not be answered.').length;
    immich.faults.add({ match: { path: /original$/ }, status: 500 });
    await ask(url, 'Trip/small.jpg');
    expect(failures()).toBe(1);
    clock.set(-72 * hour);
    // A minute of this server's takes three seconds.
    while (failures() === 1) await ask(url, 'Trip/small.jpg');
    expect(await names(url, 'Trip/')).toHaveLength(2);
  });
});

it('Retry-After as a date of another clock does not stop anything for long', async () => {
  const server = await startFaulty();
  const { immich, url } = server;
  const date = new Date(Date.now() - 72 * hour).toUTCString();
  immich.faults.add({ times: 1, status: 503, headers: { 'Retry-After': date } });
  await ask(url, 'Trip/small.jpg');
  await seesChanges(server);
});
