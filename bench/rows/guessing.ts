import { request } from 'node:http';
import { hashPassword } from '../../apps/server/src/authentication/password-hash.ts';
import { type Call, exchange } from '../measure/exchange.ts';
import { startGuessers } from '../measure/guessers.ts';
import { median } from '../measure/median.ts';
import { propfind } from '../measure/propfind.ts';
import { rounds } from '../measure/rounds.ts';
import { type Ours, startOurs } from '../peers/ours.ts';
import type { Bench, Comparison, Row } from './row.ts';

const clients = 50;
/** All from one, as behind a proxy, and each from its own, as from a botnet. */
const addresses = [1, clients];
const requests = 200;
const [username, password] = ['bench', 'correct horse battery'];
const authorization = `Basic ${btoa(`${username}:${password}`)}`;

/** While 50 clients guess the password: what `measure` finds, by the number of addresses that they come from. */
async function whileGuessed(
  { immich, scratch }: Bench,
  measure: (ours: Ours, during: <T>(work: () => Promise<T>) => Promise<T>) => Promise<Omit<Comparison, 'what'>>,
): Promise<readonly Comparison[]> {
  const figures: Comparison[] = [];
  // Other systems than Linux have one loopback address only.
  if (process.platform !== 'linux') return figures;
  const secrets = { WEBDAV_USERNAME: username, WEBDAV_PASSWORD_HASH: await hashPassword(password) };
  for (const count of addresses) {
    const ours = await startOurs(immich, scratch, '1h', secrets);
    try {
      const figure = await measure(ours, async (work) => {
        const stop = await startGuessers({ url: ours.url, username, clients, addresses: count });
        return work().finally(stop);
      });
      figures.push({ what: count === 1 ? 'one address' : `${count} addresses`, ...figure });
    } finally {
      await ours.stop();
    }
  }
  return figures;
}

/** What a client that has logged in notices of it. */
export const guessingKnown: Row = {
  title: `a known client's median wait while ${clients} others guess its password`,
  unit: 'ms',
  targets: { quiet: { kind: 'at most', value: 2 } },
  measure: (bench) =>
    whileGuessed(bench, async (ours, during) => {
      const call = propfind(ours.smallUrl, 0);
      const wait = () => medianWait({ ...call, headers: { ...call.headers, authorization } });
      // It logs in, and code that never ran before would count.
      await wait();
      const quiet = await wait();
      return { against: 'quiet', ours: await during(wait), theirs: quiet };
    }),
};

/** How long a device at an address of its own takes to log in for the first time. */
export const guessingNew: Row = {
  title: `until a new device is in while ${clients} others guess its password`,
  unit: 's',
  targets: { 'a limit': { kind: 'at most', value: 2 } },
  measure: (bench) =>
    whileGuessed(bench, async (ours, during) => ({
      against: 'a limit',
      ours: await during(() => medianLogIn(ours.url)),
    })),
};

async function medianWait(call: Call): Promise<number> {
  const waits: number[] = [];
  for (let sent = 0; sent < requests; sent++) waits.push((await exchange(call)).totalMs);
  return median(waits);
}

async function medianLogIn(url: string): Promise<number> {
  const waits: number[] = [];
  for (let device = 1; device <= rounds; device++) waits.push(await logIn(url, device));
  return median(waits);
}

/** Seconds until it is let in; it asks again as long as it is not. */
async function logIn(url: string, device: number): Promise<number> {
  const begun = performance.now();
  while ((await statusOf(url, device)) !== 207);
  return (performance.now() - begun) / 1000;
}

const statusOf = (url: string, device: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    // A Windows domain of its own: these credentials were never checked before.
    const headers = { depth: '0', authorization: `Basic ${btoa(`PC-${device}\\${username}:${password}`)}` };
    const localAddress = `127.0.2.${device}`;
    request(url, { method: 'PROPFIND', localAddress, agent: false, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
