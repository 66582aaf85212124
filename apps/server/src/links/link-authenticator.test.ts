import { LibraryError } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import type { Account, Accounts } from '../accounts/account.ts';
import type { RefusedLogIn } from '../accounts/authenticator.ts';
import { singleAccount } from '../accounts/single-account.ts';
import { createGuessLimiter } from '../authentication/guess-limiter.ts';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import { createLinkAuthenticator } from './link-authenticator.ts';

const base = singleAccount(parseConfiguration({ IMMICH_URL: 'http://immich', IMMICH_API_KEY: 'k' }));

const accountWith = (token: { token?: string }): Account => ({
  ...base,
  link: {
    current: () => ({ key: 'K', createdAt: 0, allowDownload: true, showMetadata: true, ...token }),
    onRefused: () => {},
  },
});
const openAccount = accountWith({});
const lockedAccount = accountWith({ token: 'proof' });

/** A link `open` without a password, and a link `locked` with `sesame`. */
function authenticating() {
  let elapsed = 0;
  const refused: RefusedLogIn[] = [];
  const logIn = vi.fn<Accounts['logIn']>(async ({ username, password }) =>
    username === 'open'
      ? openAccount
      : username.startsWith('locked') && password === 'sesame'
        ? lockedAccount
        : undefined,
  );
  const accounts = { logIn, isCurrent: () => true, checkAgainMs: 60_000, leave: () => {}, close: async () => {} };
  const authenticate = createLinkAuthenticator({
    accounts,
    limiter: createGuessLimiter(),
    clock: { sleep: async () => {}, elapsed: () => elapsed },
    onRefused: (one) => refused.push(one),
  });
  const open = (name: string, password?: string, address = '192.0.2.1'): Promise<Account | string> =>
    authenticate(name, password === undefined ? undefined : { scheme: 'basic', username: 'any', password }, {
      address,
    }).catch((error: unknown) => (LibraryError.is(error) ? error.code : String(error)));
  const pass = (ms: number): void => {
    elapsed += ms;
  };
  return { open, logIn, refused, pass };
}

it('opens a link with its password, and one without a password with any', async () => {
  const { open } = authenticating();
  expect(await open('locked', 'sesame')).toBe(lockedAccount);
  expect(await open('open')).toBe(openAccount);
  expect(await open('open', 'any')).toBe(openAccount);
  expect(await open('open')).toBe(openAccount);
  expect(await open('locked', 'other')).toBe('unauthenticated');
});

it.each(['locked', 'unknown'])('checks %s without a password once a minute for each address', async (name) => {
  const { open, logIn, refused, pass } = authenticating();
  for (let minute = 0; minute < 4; minute++) {
    for (let probe = 0; probe < 20; probe++) expect(await open(name)).toBe('unauthenticated');
    pass(60_000);
  }
  expect(logIn.mock.calls.length).toBeGreaterThan(1);
  expect(logIn.mock.calls.length).toBeLessThanOrEqual(4);
  expect(await open(name, undefined, '192.0.2.2')).toBe('unauthenticated');
  expect(refused).toEqual([]);
});

it('locks out an address that tries many names without a password, and reports that once', async () => {
  const { open, refused } = authenticating();
  for (let guess = 0; guess < 5; guess++) expect(await open(`guess ${guess}`)).toBe('unauthenticated');
  expect(await open('guess 5')).toBe('rate-limited');
  expect(refused).toEqual([{ address: '192.0.2.1', username: 's/guess 4', lockedOutSeconds: 1, isBlank: true }]);
  expect(await open('open', undefined, '192.0.2.2')).toBe(openAccount);
});

it('reports each wrong password', async () => {
  const { open, refused } = authenticating();
  for (const name of ['locked', 'unknown']) await open(name, 'wrong');
  expect(refused.map(({ username }) => username)).toEqual(['s/locked', 's/unknown']);
});

it('counts wrong passwords of a link from all addresses, but no requests without one', async () => {
  const { open, logIn } = authenticating();
  for (let at = 0; at < 20; at++) expect(await open('locked', undefined, `192.0.2.${at}`)).toBe('unauthenticated');
  for (let at = 0; at < 5; at++)
    expect(await open('locked', `guess ${at}`, `198.51.100.${at}`)).toBe('unauthenticated');
  logIn.mockClear();
  for (let at = 5; at < 20; at++) expect(await open('locked', `guess ${at}`, `198.51.100.${at}`)).toBe('rate-limited');
  expect(logIn).not.toHaveBeenCalled();
  expect(await open('open', 'any', '192.0.2.1')).toBe(openAccount);
});

it('takes the password of a link right after it was refused without', async () => {
  const { open } = authenticating();
  expect(await open('locked')).toBe('unauthenticated');
  expect(await open('locked', 'sesame')).toBe(lockedAccount);
  expect(await open('locked')).toBe('unauthenticated');
});

it('counts no request without a password for links that the address has opened with one', async () => {
  const { open, logIn, pass } = authenticating();
  const names = Array.from({ length: 10 }, (_, at) => `locked ${at}`);
  for (const name of names) expect(await open(name, 'sesame')).toBe(lockedAccount);
  pass(600_000);
  const checks = logIn.mock.calls.length;
  for (const name of names) expect(await open(name)).toBe('unauthenticated');
  expect(logIn).toHaveBeenCalledTimes(checks);
});

it('opens a link without a password again once it needs none', async () => {
  const { open, logIn } = authenticating();
  expect(await open('locked', 'sesame')).toBe(lockedAccount);
  expect(await open('locked')).toBe('unauthenticated');
  logIn.mockImplementation(async () => openAccount);
  expect(await open('locked', 'whatever')).toBe(openAccount);
  expect(await open('locked')).toBe(openAccount);
});

it('refuses nobody while Immich is away, and counts no attempt', async () => {
  const { open, logIn } = authenticating();
  for (let probe = 0; probe < 10; probe++) {
    logIn.mockRejectedValueOnce(new LibraryError('unavailable', 'away'));
    expect(await open('open')).toBe('unavailable');
  }
  expect(await open('open')).toBe(openAccount);
});
