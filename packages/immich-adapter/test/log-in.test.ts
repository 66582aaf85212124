import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createImmichLogIn, createImmichSource } from '../src/index.ts';
import { rejection, start } from './start.ts';

const described = library()
  .user('admin')
  .user('Alice', {
    email: 'alice@example.com',
    password: 'right',
    apiKeys: [{ id: '11111111-1111-4111-8111-111111111111', secret: 'alice-key', permissions: ['album.read'] }],
  })
  .album('Trips', [photo('a.jpg')]);

describe.each(['2.7.5', '3.1.0'] as const)('log-in to Immich %s', (version) => {
  async function begin() {
    const { immich, url } = await start({ library: described, version });
    const logIn = createImmichLogIn({ url, timeoutMs: 1000 });
    onTestFinished(() => logIn.close());
    return { immich, url, logIn };
  }

  it('opens a session that reads everything of the user, until it is ended', async () => {
    const { immich, url, logIn } = await begin();
    const session = await logIn.logIn('Alice@Example.com', 'right');
    expect(session).toMatchObject({ name: 'Alice', userId: expect.stringMatching(/^[\da-f-]{36}$/) });
    const { accessToken = '' } = session ?? {};
    const source = createImmichSource({ url, credentials: () => ({ accessToken }), hints: false });
    onTestFinished(() => source.close());
    const [album] = await source.listGroups('album');
    expect(album?.name).toBe('Trips');
    expect(await source.listGroups('month')).toHaveLength(1);
    const names: string[] = [];
    if (album)
      for await (const assets of source.listAssets({ group: album })) names.push(...assets.map((one) => one.fileName));
    expect(names).toEqual(['a.jpg']);
    await logIn.logOut(accessToken);
    expect(await rejection(source.listGroups('album'))).toMatchObject({ code: 'unauthenticated' });
    await logIn.logOut(accessToken);
    expect(immich.requests.entries.flatMap(({ headers }) => headers['x-api-key'] ?? [])).toEqual([]);
  });

  it('uses the credentials of the moment', async () => {
    const { url, logIn } = await begin();
    let accessToken = (await logIn.logIn('alice@example.com', 'right'))?.accessToken ?? '';
    const source = createImmichSource({ url, credentials: () => ({ accessToken }), hints: false });
    onTestFinished(() => source.close());
    await logIn.logOut(accessToken);
    accessToken = (await logIn.logIn('alice@example.com', 'right'))?.accessToken ?? '';
    expect(await source.listGroups('album')).toHaveLength(1);
  });

  it.each([
    ['a wrong password', 'alice@example.com', 'wrong'],
    ['an unknown e-mail', 'bob@example.com', 'right'],
    ['a user without a password', 'admin@example.org', ''],
    ['an empty password', 'alice@example.com', ''],
    ['a name that is no e-mail', 'alice', 'right'],
    ['a domain that no e-mail has', 'alice@-example.com', 'right'],
    ['a header in the e-mail', 'alice@example.com\r\nx-api-key: alice-key', 'right'],
  ])('refuses %s', async (_, email, password) => {
    const { logIn } = await begin();
    expect(await logIn.logIn(email, password)).toBeUndefined();
  });

  it('knows an API key by its id, whatever its permissions', async () => {
    const { immich, logIn } = await begin();
    expect(await logIn.keyId('alice-key')).toBe('11111111-1111-4111-8111-111111111111');
    for (const key of ['other', '', 'bad\nkey', 'schlüssel']) expect(await logIn.keyId(key)).toBeUndefined();
    immich.library.revokeKey('alice-key');
    expect(await logIn.keyId('alice-key')).toBeUndefined();
  });

  it('tells Immich what kind of device the session is', async () => {
    const { immich, logIn } = await begin();
    await logIn.logIn('alice@example.com', 'right');
    const sent = immich.requests.entries.find(({ path }) => path === '/api/auth/login');
    expect(sent?.headers).toMatchObject({ devicemodel: 'immich-webdav', devicetype: 'WebDAV' });
  });

  it.each([401, 403, 407, 429, 502])('refuses nobody because of a %i of a proxy', async (status) => {
    const { immich, logIn } = await begin();
    immich.faults.add({ status, body: '<h1>Log in to the proxy</h1>' });
    const code = status === 429 ? 'rate-limited' : 'unavailable';
    expect(await rejection(logIn.logIn('alice@example.com', 'right'))).toMatchObject({ code });
    expect(await rejection(logIn.keyId('alice-key'))).toMatchObject({ code });
  });

  it('rejects, and refuses nobody, while Immich fails or is away', async () => {
    const { immich, logIn } = await begin();
    immich.faults.add({ match: { path: /login$/ }, times: 1, status: 500 });
    expect(await rejection(logIn.logIn('alice@example.com', 'right'))).toMatchObject({ code: 'unavailable' });
    await immich.close();
    expect(await rejection(logIn.logIn('alice@example.com', 'right'))).toMatchObject({ code: 'unavailable' });
    expect(await rejection(logIn.keyId('alice-key'))).toMatchObject({ code: 'unavailable' });
  });
});
