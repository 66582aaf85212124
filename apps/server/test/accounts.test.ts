import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '@immich-webdav/core';
import { createFakeImmich, type FakeImmich, library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, it, vi } from 'vitest';
import type { Environment } from '../src/index.ts';
import { startLogged, versions } from './start-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const patience = { timeout: 20_000, interval: 50 };
const aliceKey = `alice${'0'.repeat(38)}`;
const bobKey = `bob${'0'.repeat(40)}`;

const described = library()
  .user('admin', { apiKeys: [] })
  .user('Alice', { email: 'alice@example.com', password: 'alice secret', apiKeys: [{ secret: aliceKey }] })
  .album('Trips', [photo('alice.jpg')])
  .user('Bob', { email: 'bob@example.com', password: 'bob secret', apiKeys: [{ secret: bobKey }] })
  .album('Trips', [photo('bob.jpg')]);

interface Served {
  readonly immich: FakeImmich;
  readonly url: string;
  readonly dataDir: string;
  readonly lines: string[];
  /** Paths of a PROPFIND, or its status. */
  readonly list: (user: string, password: string, path?: string) => Promise<readonly string[] | number>;
  readonly stop: () => Promise<void>;
  /** The answer to a GET. */
  readonly get: (user: string, password: string, path: string) => Promise<Response>;
}

async function serve(
  version: (typeof versions)[number],
  environment: Environment = {},
  clock: Clock = systemClock,
): Promise<Served> {
  const immich = createFakeImmich({ version, library: described });
  const dataDir = temporaryFolder();
  const settings = { FLATTEN_ASSET_STRUCTURE: 'true', DATA_DIR: dataDir, ...environment };
  const { url, lines, stop } = await startLogged(immich, settings, clock);
  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const get: Served['get'] = (user, password, path) =>
    fetch(url + path, { headers: { authorization: basic(user, password) } });
  const list: Served['list'] = async (user, password, path = '') => {
    const authorization = basic(user, password);
    const answer = await fetch(url + path, { method: 'PROPFIND', headers: { depth: '1', authorization } });
    const text = await answer.text();
    if (answer.status !== 207) return answer.status;
    return [...text.matchAll(/<D:href>([^<]*)<\/D:href>/g)].map(([, href = '']) => href);
  };
  return { immich, url, dataDir, lines, list, get, stop };
}

describe.each(versions)('AUTH=immich over Immich %s', (version) => {
  it('shows each person what is theirs, by password and by API key', async () => {
    const { list, immich, stop } = await serve(version);
    expect(await list('alice@example.com', 'alice secret', 'Trips/')).toEqual(['/Trips/', '/Trips/alice.jpg']);
    expect(await list('BOB@example.com', 'bob secret', 'Trips/')).toEqual(['/Trips/', '/Trips/bob.jpg']);
    expect(await list('anyone', aliceKey, 'Trips/')).toEqual(['/Trips/', '/Trips/alice.jpg']);
    expect(await list('HOME\\bob@example.com', 'bob secret', 'Trips/alice.jpg')).toBe(404);
    expect(await list('alice@example.com', 'bob secret')).toBe(401);
    expect(await list('nobody@example.com', 'alice secret')).toBe(401);
    expect(await list('anyone', `x${aliceKey.slice(1)}`)).toBe(401);
    await stop();
    const opened = immich.requests.matching(/auth\/login$/).filter(({ status }) => status === 201).length;
    expect(opened).toBeGreaterThanOrEqual(2);
    expect(immich.requests.matching(/auth\/logout$/).filter(({ status }) => status === 200)).toHaveLength(opened);
  });

  it('logs no password, no key and no token, and gives each a private folder', async () => {
    const { list, lines, dataDir, immich } = await serve(version);
    await list('alice@example.com', 'alice secret');
    await list('anyone', bobKey);
    await list('alice@example.com', 'wrong secret');
    const tokens = immich.requests.entries.flatMap(({ headers }) => headers.authorization?.slice(7) ?? []);
    expect(tokens.length).toBeGreaterThan(0);
    for (const secret of ['alice secret', 'wrong secret', bobKey, ...tokens])
      expect(lines.join('')).not.toContain(secret);
    expect(lines.join('')).toContain('Refused a log-in');
    const folders = readdirSync(join(dataDir, 'users'));
    expect(folders).toHaveLength(2);
    for (const folder of ['', ...folders]) expect(statSync(join(dataDir, 'users', folder)).mode & 0o077).toBe(0);
  });

  it('refuses a revoked key and a changed password within a minute, and a removed user', async () => {
    let now = 0;
    const clock = { ...systemClock, elapsed: () => systemClock.elapsed() + now };
    const { list, immich } = await serve(version, {}, clock);
    expect(await list('alice@example.com', 'alice secret')).toEqual(['/', '/Trips/']);
    expect(await list('anyone', bobKey)).toEqual(['/', '/Trips/']);
    immich.library.setPassword('Alice', 'new secret');
    immich.library.revokeKey(bobKey);
    now += 60_000;
    expect(await list('alice@example.com', 'alice secret')).toBe(401);
    expect(await list('anyone', bobKey)).toBe(401);
    expect(await list('alice@example.com', 'new secret')).toEqual(['/', '/Trips/']);
    immich.library.removeUser('Alice');
    now += 60_000;
    expect(await list('alice@example.com', 'new secret')).toBe(401);
  });

  it('serves at once after a restart of its pool, also while Immich is down', async () => {
    const { list, get, immich } = await serve(version, { OPEN_LIBRARIES: '1' });
    const alice = ['/Trips/', '/Trips/alice.jpg'];
    expect(await list('alice@example.com', 'alice secret', 'Trips/')).toEqual(alice);
    expect(await list('bob@example.com', 'bob secret', 'Trips/')).toEqual(['/Trips/', '/Trips/bob.jpg']);
    immich.faults.add({ status: 503 });
    await vi.waitFor(
      async () => expect(await list('alice@example.com', 'alice secret', 'Trips/')).toEqual(alice),
      patience,
    );
    const refused = await get('carol@example.com', 'carol secret', '');
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
    expect(refused.headers.has('www-authenticate')).toBe(false);
    await refused.text();
  });

  it('opens a session again after Immich ended it', async () => {
    let now = 0;
    const clock = { ...systemClock, elapsed: () => systemClock.elapsed() + now };
    const { get, immich } = await serve(version, {}, clock);
    const download = async () => {
      const answer = await get('alice@example.com', 'alice secret', 'Trips/alice.jpg');
      return { status: answer.status, text: await answer.text() };
    };
    expect((await download()).status).toBe(200);
    immich.library.endSessions('Alice');
    // The password of the client is not the problem.
    expect(await download()).toEqual({ status: 503, text: expect.stringContaining('ended the session') });
    now += 60_000;
    expect((await download()).status).toBe(200);
  });
});

const usersFile = (text: string): string => {
  const path = join(temporaryFolder(), 'users.yaml');
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};

const people = `users:
  - name: Zoë
    password: zoë secret
    apiKey: ${aliceKey}
  - name: bob
    password: bob secret
    apiKey: ${bobKey}
    views: [albums, timeline]
`;

describe('AUTH=users', () => {
  it('shows each user the library of their key, with settings of their own', async () => {
    const { list } = await serve('3.1.0', { USERS_FILE: usersFile(people) });
    expect(await list('Zoë', 'zoë secret')).toEqual(['/', '/Trips/']);
    expect(await list('HOME\\zoë', 'zoë secret')).toEqual(['/', '/Trips/']);
    expect(await list('Bob', 'bob secret')).toEqual(['/', '/Albums/', '/Timeline/']);
    expect(await list('Bob', 'zoë secret')).toBe(401);
    expect(await list('Carol', 'bob secret')).toBe(401);
  });

  it('follows the file: a user who was taken out is refused, a new one let in, a broken file changes nothing', async () => {
    const file = usersFile(people);
    const { list, lines } = await serve('3.1.0', { USERS_FILE: file });
    expect(await list('bob', 'bob secret')).toEqual(['/', '/Albums/', '/Timeline/']);
    writeFileSync(file, 'users: [oops');
    await vi.waitFor(async () => {
      await list('bob', 'bob secret');
      expect(lines.join('')).toContain('The users stay as they were.');
    }, patience);
    expect(await list('bob', 'bob secret')).toEqual(['/', '/Albums/', '/Timeline/']);
    writeFileSync(file, people.replace('name: bob', 'name: carol').replace('bob secret', 'carol secret'));
    await vi.waitFor(async () => expect(await list('bob', 'bob secret')).toBe(401), patience);
    expect(await list('carol', 'carol secret')).toEqual(['/', '/Albums/', '/Timeline/']);
    expect(lines.join('')).not.toContain(bobKey);
    expect(readFileSync(file, 'utf8')).toContain(bobKey);
  });

  it('shows nothing of before to a user whose name went to another person, with a password and a key of their own', async () => {
    const file = usersFile(people);
    let skipped = 0;
    const clock = { ...systemClock, elapsed: () => systemClock.elapsed() + skipped };
    const { list } = await serve('3.1.0', { USERS_FILE: file }, clock);
    expect(await list('bob', 'bob secret', 'Albums/Trips/')).toEqual(['/Albums/Trips/', '/Albums/Trips/bob.jpg']);
    writeFileSync(file, people.replace('bob secret', 'another secret').replace(bobKey, aliceKey));
    skipped = 2000;
    expect(await list('bob', 'another secret', 'Albums/Trips/')).toEqual(['/Albums/Trips/', '/Albums/Trips/alice.jpg']);
    expect(await list('bob', 'bob secret', 'Albums/Trips/')).toBe(401);
    expect(await list('bob', 'another secret', 'Albums/Trips/')).toEqual(['/Albums/Trips/', '/Albums/Trips/alice.jpg']);
  });
});
