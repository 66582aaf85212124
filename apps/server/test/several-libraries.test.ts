import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { type Clock, systemClock } from '@immich-webdav/core';
import { createFakeImmich, type FakeImmich, library, photo } from '@immich-webdav/fake-immich';
import { expect, it, vi } from 'vitest';
import type { Environment } from '../src/index.ts';
import { startLogged } from './start-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const patience = { timeout: 20_000, interval: 20 };
const people = ['ada', 'bob', 'cat', 'dan'] as const;
type Person = (typeof people)[number];
const keyOf = (person: Person): string => `${person}-key`;
const filmOf = (person: Person): Buffer => Buffer.from(`film of ${person} `.repeat(150_000));
const shared = photo('shared.jpg', { content: Buffer.from('shared '.repeat(10_000)) });

const described = people.reduce(
  (grown, person) =>
    grown
      .user(person, { email: `${person}@example.com`, apiKeys: [{ secret: keyOf(person) }] })
      .album(`Album of ${person}`, [
        photo('small.jpg', { content: Buffer.from(`small of ${person}`) }),
        photo('film.jpg', { content: filmOf(person) }),
      ]),
  library(),
);
/** One asset that two people see. */
const withShared = described.album('Shared', [shared], { owner: 'ada', sharedWith: [{ user: 'bob' }] });

interface Served {
  readonly immich: FakeImmich;
  readonly url: string;
  readonly dataDir: string;
  readonly usersFile: string;
  readonly lines: () => readonly { readonly msg: string; readonly principal?: string; readonly level: number }[];
  readonly get: (person: Person, path: string) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

interface Answer {
  /** 0: the connection broke before an answer. */
  readonly status: number;
  readonly retryAfter: number;
  readonly body: Buffer;
  readonly isWhole: boolean;
}

/** GET, also of an answer that breaks off; `onFirst` is called with the first bytes. */
const fetchAll = (url: string, person: Person, onFirst = (): void => {}): Promise<Answer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const end = (status: number, retryAfter: number, isWhole: boolean): void =>
      resolve({ status, retryAfter, body: Buffer.concat(chunks), isWhole });
    const sent = request(url, { auth: `${person}:secret of ${person}`, agent: false }, (response) => {
      const { statusCode = 0, headers } = response;
      response.on('data', (chunk: Buffer) => {
        if (chunks.length === 0) onFirst();
        chunks.push(chunk);
      });
      response.on('error', () => {});
      response.on('close', () => end(statusCode, Number(headers['retry-after']), response.complete));
    });
    sent.on('error', () => end(0, Number.NaN, false));
    sent.end();
  });

const usersText = (names: readonly Person[]): string =>
  JSON.stringify({ users: names.map((name) => ({ name, password: `secret of ${name}`, apiKey: keyOf(name) })) });

async function serve(environment: Environment, clock: Clock = systemClock, content = described): Promise<Served> {
  const immich = createFakeImmich({ library: content });
  const dataDir = temporaryFolder();
  const usersFile = join(temporaryFolder(), 'users.yaml');
  writeFileSync(usersFile, usersText(people), { mode: 0o600 });
  const settings = {
    USERS_FILE: usersFile,
    FLATTEN_ASSET_STRUCTURE: 'true',
    DATA_DIR: dataDir,
    ...environment,
  };
  const { url, lines, stop } = await startLogged(immich, settings, clock);
  return {
    immich,
    url,
    dataDir,
    usersFile,
    lines: () => lines.map((line) => JSON.parse(line)),
    get: (person, path) => fetchAll(`${url}Album%20of%20${person}/${path}`, person),
    stop,
  };
}

/** A clock that runs faster, so that minutes pass in moments. */
const hurried = (times: number): Clock => ({
  ...systemClock,
  elapsed: () => performance.now() * times,
  sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
});

it('a download keeps its library open: others are told when to come back, and come in once it ended', async () => {
  const { immich, url, get } = await serve({ OPEN_LIBRARIES: '1' });
  expect(await get('ada', 'small.jpg')).toMatchObject({ status: 200, body: Buffer.from('small of ada') });
  immich.throttle({ bytesPerSecond: 200_000 });
  const begun = Promise.withResolvers<void>();
  const download = fetchAll(`${url}Album%20of%20ada/film.jpg`, 'ada', begun.resolve);
  await begun.promise;
  expect(await get('bob', 'small.jpg')).toMatchObject({ status: 503, retryAfter: 30 });
  expect(await get('ada', 'small.jpg')).toMatchObject({ status: 200 });
  immich.throttle();
  const { status, body, isWhole } = await download;
  expect([status, isWhole, body.equals(filmOf('ada'))]).toEqual([200, true, true]);
  await vi.waitFor(async () => expect(await get('bob', 'small.jpg')).toMatchObject({ status: 200 }), patience);
});

it('no read fails while libraries come and go: each is whole and right, or 503 before it begins', async () => {
  const { get, lines } = await serve({ OPEN_LIBRARIES: '2' });
  const statuses = new Map<number, number>();
  await Promise.all(
    people.map(async (person) => {
      for (let round = 0; round < 12; round++) {
        const [name, content] = round % 3 === 0 ? ['film.jpg', filmOf(person)] : ['small.jpg', `small of ${person}`];
        const { status, body, isWhole, retryAfter } = await get(person, name);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect([200, 503]).toContain(status);
        expect(isWhole).toBe(true);
        if (status === 503) expect(retryAfter).toBe(30);
        else expect(body.equals(Buffer.from(content))).toBe(true);
      }
    }),
  );
  expect(statuses.get(200)).toBeGreaterThan(10);
  expect(lines().filter(({ msg }) => msg === 'Closed a library.').length).toBeGreaterThan(2);
  expect(lines().filter(({ level }) => level >= 50)).toEqual([]);
});

it('closes the library of a user who is taken out, cuts their download, and refuses them', async () => {
  const { immich, url, get, usersFile, lines } = await serve({}, hurried(20));
  expect(await get('ada', 'small.jpg')).toMatchObject({ status: 200 });
  expect(await get('bob', 'small.jpg')).toMatchObject({ status: 200 });
  immich.throttle({ bytesPerSecond: 100_000 });
  const begun = Promise.withResolvers<void>();
  const download = fetchAll(`${url}Album%20of%20ada/film.jpg`, 'ada', begun.resolve);
  await begun.promise;
  writeFileSync(usersFile, usersText(['bob', 'cat', 'dan']), { mode: 0o600 });
  await vi.waitFor(async () => expect(await get('ada', 'small.jpg')).toMatchObject({ status: 401 }), patience);
  expect((await download).isWhole).toBe(false);
  immich.throttle();
  const closed = lines().filter(({ msg }) => msg === 'Closed a library.');
  expect(closed).toHaveLength(1);
  expect(await get('bob', 'small.jpg')).toMatchObject({ status: 200 });
});

it('an unused library is closed with its websocket; its store stays', async () => {
  const { immich, get, dataDir, lines } = await serve(
    { LIBRARY_IDLE: '1m', IMMICH_HINTS: 'true', REFRESH_INTERVAL: '10s' },
    hurried(100),
  );
  for (const person of ['ada', 'bob'] as const) expect(await get(person, 'small.jpg')).toMatchObject({ status: 200 });
  await vi.waitFor(() => expect(immich.openWebsockets).toBe(2), patience);
  await vi.waitFor(() => expect(immich.openWebsockets).toBe(0), patience);
  const closed = (): number => lines().filter(({ msg }) => msg === 'Closed a library.').length;
  await vi.waitFor(() => expect(closed()).toBe(2), patience);
  expect(readdirSync(join(dataDir, 'users'))).toHaveLength(2);
  immich.faults.add({ status: 503 });
  expect(await get('ada', 'absent.jpg')).toMatchObject({ status: 404 });
});

it('an asset that two people see is cached for each of them alone', async () => {
  const { immich, url } = await serve({ CONTENT_CACHE_MB: '16' }, systemClock, withShared);
  const original = (): number => immich.requests.matching(/\/original$/).length;
  const read = async (person: Person): Promise<number> => {
    const { status, body } = await fetchAll(`${url}Shared/shared.jpg`, person);
    expect([status, body.length]).toEqual([200, 70_000]);
    return original();
  };
  expect(await read('ada')).toBe(1);
  await vi.waitFor(async () => {
    const before = original();
    expect(await read('ada')).toBe(before);
  }, patience);
  const beforeBob = original();
  expect(await read('bob')).toBe(beforeBob + 1);
  expect((await fetchAll(`${url}Shared/shared.jpg`, 'cat')).status).toBe(404);
});

it('/readyz answers for Immich, and the log says of each library when it can no longer be read', async () => {
  const { immich, url, get, lines } = await serve({ REFRESH_INTERVAL: '10s' }, hurried(400));
  expect((await fetch(`${url}readyz`)).status).toBe(200);
  for (const person of ['ada', 'bob'] as const) expect(await get(person, 'small.jpg')).toMatchObject({ status: 200 });
  await immich.close();
  await vi.waitFor(async () => expect((await fetch(`${url}readyz`)).status).toBe(503), patience);
  expect((await fetch(`${url}healthz`)).status).toBe(200);
  const lost = (): readonly unknown[] =>
    lines().flatMap(({ msg, principal }) => (msg.startsWith('Nothing could be read from Immich') ? [principal] : []));
  await vi.waitFor(() => expect(new Set(lost()).size).toBe(2), patience);
  for (const principal of lost()) expect(principal).toMatch(/^file-/);
});

it('the library of a single user stays where it was, and nothing of several is made', async () => {
  const { dataDir, stop } = await serve({ USERS_FILE: '', IMMICH_API_KEY: keyOf('ada') });
  await vi.waitFor(() => expect(existsSync(join(dataDir, 'listings.db'))).toBe(true), patience);
  await stop();
  expect(existsSync(join(dataDir, 'users'))).toBe(false);
});
