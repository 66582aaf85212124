import { randomBytes } from 'node:crypto';
import { LibraryError } from '@immich-webdav/core';
import type { ImmichLogIn } from '@immich-webdav/immich-adapter';
import { describe, expect, it, vi } from 'vitest';
import { looksLikeKey } from '../authentication/looks-like-key.ts';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import { createImmichAccounts } from './immich-accounts.ts';

const key = 'k'.repeat(43);

function begin() {
  let sessions = 0;
  const open = new Set<string>();
  const logIn = vi.fn<ImmichLogIn['logIn']>(async (email, password) => {
    if (email.toLowerCase() !== 'ada@example.com' || password !== 'right') return undefined;
    const accessToken = `token ${++sessions}`;
    open.add(accessToken);
    return { accessToken, userId: 'u1', name: 'Ada' };
  });
  const keyId = vi.fn<ImmichLogIn['keyId']>(async (given) => (given === key ? 'k1' : undefined));
  const logOut: ImmichLogIn['logOut'] = async (token) => void open.delete(token);
  const accounts = createImmichAccounts(
    { logIn, keyId, logOut, close: async () => {} },
    parseConfiguration({ IMMICH_URL: 'http://immich' }),
  );
  return { accounts, logIn, keyId, open };
}

describe('credentials of Immich', () => {
  it.each([
    ['ada@example.com', 'right', 'user-u1', 0, 1],
    ['ADA@example.com', 'right', 'user-u1', 0, 1],
    ['HOME\\ada@example.com', 'right', 'user-u1', 0, 1],
    ['ada@example.com', 'wrong', undefined, 0, 1],
    ['nobody@example.com', 'right', undefined, 0, 1],
    ['ada@example.com', '', undefined, 0, 1],
    ['anyone', key, 'key-k1', 1, 0],
    ['', key, 'key-k1', 1, 0],
    ['ada@example.com', key, 'key-k1', 1, 0],
    ['anyone', key.replace('k', 'x'), undefined, 1, 1],
    [key, '', undefined, 0, 1],
  ])('%j with %j: %s, after %i questions about a key and %i log-ins', async (username, password, id, keys, logIns) => {
    const { accounts, logIn, keyId } = begin();
    expect((await accounts.logIn({ username, password }, 0))?.principal.id).toBe(id);
    expect([keyId.mock.calls.length, logIn.mock.calls.length]).toEqual([keys, logIns]);
  });

  it('may be any API key that Immich makes', () => {
    for (let made = 0; made < 20_000; made++)
      expect(looksLikeKey(randomBytes(32).toString('base64').replaceAll(/\W/g, ''))).toBe(true);
  });

  it('keep two sessions open at most, and none after the end', async () => {
    const { accounts, open } = begin();
    for (let check = 0; check < 5; check++) await accounts.logIn({ username: 'ada@example.com', password: 'right' });
    expect([...open]).toEqual(['token 4', 'token 5']);
    await accounts.close();
    expect([...open]).toEqual([]);
  });

  it('belong to one account at a time: one that was left is current no more, and leaving it again ends no later session', async () => {
    const { accounts, open } = begin();
    const credentials = { username: 'ada@example.com', password: 'right' };
    const [first, same] = [await accounts.logIn(credentials), await accounts.logIn(credentials)];
    if (!first) throw new Error('The credentials are right.');
    expect(same).toBe(first);
    expect(accounts.isCurrent(first)).toBe(true);
    accounts.leave(first);
    expect(accounts.isCurrent(first)).toBe(false);
    const later = await accounts.logIn(credentials);
    if (!later) throw new Error('The credentials are right.');
    accounts.leave(first);
    expect([accounts.isCurrent(first), accounts.isCurrent(later)]).toEqual([false, true]);
    expect([...open]).toEqual(['token 3']);
    expect(later.credentials()).toEqual({ accessToken: 'token 3' });
  });

  it('that are new wait for those that were right before, and are refused in a flood', async () => {
    const { accounts, logIn } = begin();
    const answer = Promise.withResolvers<undefined>();
    logIn.mockImplementation(() => answer.promise);
    const logInAs = (index: number, failures?: number) =>
      accounts.logIn({ username: `${index}@example.com`, password: 'x' }, failures).catch((error: unknown) => error);
    const flood = Array.from({ length: 300 }, (_, index) => logInAs(index, 0));
    const again = logInAs(0);
    await vi.waitFor(() => expect(logIn).toHaveBeenCalledTimes(257), { timeout: 10_000 });
    expect(logIn.mock.calls.filter(([, , options]) => options?.background)).toHaveLength(256);
    answer.resolve(undefined);
    expect(await again).toBeUndefined();
    const refused = (await Promise.all(flood)).filter((result) => LibraryError.is(result));
    expect(refused).toHaveLength(44);
    expect(refused[0]).toMatchObject({ code: 'rate-limited', retryAfterMs: 5000 });
    expect(await logInAs(1, 0)).toBeUndefined();
  });
});
