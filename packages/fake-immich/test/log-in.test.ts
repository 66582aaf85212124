import { describe, expect, it } from 'vitest';
import { library } from '../src/index.ts';
import { differences } from './replay/compare.ts';
import { readRecordings } from './replay/recording.ts';
import { hasSharedFolder, recordedWritingFolder, whyAbsent } from './shared-folder.ts';
import { start } from './start.ts';

const described = library()
  .user('admin')
  .user('Alice', { email: 'alice@example.com', password: 'right', apiKeys: [{ secret: 'alice-key' }] });

describe.each(['2.7.5', '3.1.0'] as const)('log-in of %s', (version) => {
  const begin = () => start({ library: described, version });
  type Started = Awaited<ReturnType<typeof begin>>;
  const logIn = ({ ask }: Started, email: string, password: string) =>
    ask('/auth/login', { json: { email, password }, headers: { 'x-api-key': '' } });
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}`, 'x-api-key': '' } });
  const tokenOf = async (response: Response) => ((await response.json()) as { accessToken: string }).accessToken;

  it('opens a session for an e-mail in any case and its password, until it is logged out', async () => {
    const started = await begin();
    const response = await logIn(started, 'ALICE@example.com', 'right');
    expect(response.status).toBe(201);
    const session = bearer(await tokenOf(response));
    expect((await started.ask('/users/me', session)).status).toBe(200);
    expect((await started.ask('/api-keys/me', session)).status).toBe(403);
    expect((await started.ask('/auth/logout', { ...session, method: 'POST' })).status).toBe(200);
    const after = await started.ask('/users/me', session);
    expect([after.status, ((await after.json()) as { message: string }).message]).toEqual([401, 'Invalid user token']);
  });

  it.each([
    ['a wrong password', 'alice@example.com', 'wrong'],
    ['an unknown e-mail', 'bob@example.com', 'right'],
    ['a user without a password', 'admin@example.org', 'right'],
  ])('refuses %s with the same answer', async (_, email, password) => {
    const response = await logIn(await begin(), email, password);
    expect(response.status).toBe(401);
    expect(((await response.json()) as { message: string }).message).toBe('Incorrect email or password');
  });

  it('keeps sessions when the password changes, and refuses all of a user who was removed', async () => {
    const started = await begin();
    const session = bearer(await tokenOf(await logIn(started, 'alice@example.com', 'right')));
    started.immich.library.setPassword('Alice', 'new');
    expect((await started.ask('/users/me', session)).status).toBe(200);
    expect((await logIn(started, 'alice@example.com', 'right')).status).toBe(401);
    started.immich.library.removeUser('Alice');
    expect((await started.ask('/users/me', session)).status).toBe(401);
    expect((await started.ask('/users/me', { headers: { 'x-api-key': 'alice-key' } })).status).toBe(401);
  });

  it.each<[string, string, string]>([
    ['an e-mail that is none', 'alice', 'right'],
    ['an e-mail of a domain that cannot be', 'alice@-example.com', 'right'],
    ...(version === '2.7.5' ? [['an empty password', 'alice@example.com', ''] satisfies [string, string, string]] : []),
  ])('finds %s malformed', async (_, email, password) => {
    expect((await logIn(await begin(), email, password)).status).toBe(400);
  });

  it('ends all sessions of a user', async () => {
    const started = await begin();
    const session = bearer(await tokenOf(await logIn(started, 'alice@example.com', 'right')));
    started.immich.library.endSessions('Alice');
    expect((await started.ask('/users/me', session)).status).toBe(401);
  });

  it.skipIf(!hasSharedFolder)(
    `answers as recorded, from log-in to log-out ${hasSharedFolder ? '' : whyAbsent}`,
    async () => {
      const recorded = new Map(readRecordings(recordedWritingFolder(version)).map((one) => [one.name, one]));
      const me = JSON.parse(recorded.get('session-users-me')?.body ?? '') as {
        id: string;
        email: string;
        createdAt: string;
      };
      const alice = { id: me.id, email: me.email, createdAt: me.createdAt, password: 'right' };
      const { url } = await start({ library: library().user('admin').user('Alice', alice), version });
      let token = '';
      for (const name of [
        'login',
        'session-users-me',
        'session-api-keys-me-403',
        'logout',
        'session-after-logout-401',
      ]) {
        const recording = recorded.get(name);
        if (!recording) throw new Error(`${name} was not recorded.`);
        const { method, requestHeaders, requestBody } = recording;
        const answer = await fetch(url + recording.url, {
          method,
          headers: { ...requestHeaders, ...(token !== '' && { Authorization: `Bearer ${token}` }) },
          ...(requestBody !== '' && { body: requestBody.replace('<PASSWORD>', 'right') }),
        });
        const body = Buffer.from(await answer.arrayBuffer());
        if (name === 'login') token = (JSON.parse(body.toString()) as { accessToken: string }).accessToken;
        const headers = Object.fromEntries(answer.headers);
        expect(differences({ status: answer.status, headers, body }, recording), name).toEqual([]);
      }
    },
  );

  it('keeps log-out from API keys', async () => {
    const { ask } = await begin();
    expect((await ask('/auth/logout', { method: 'POST' })).status).toBe(403);
  });
});
