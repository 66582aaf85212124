import { LibraryError } from '@immich-webdav/core';
import { describe, expect, it, vi } from 'vitest';
import { createGuessLimiter } from '../authentication/guess-limiter.ts';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import type { Account, Accounts } from './account.ts';
import { createAuthenticator, type RefusedLogIn } from './authenticator.ts';
import { createSingleAccounts, singleAccount } from './single-account.ts';

const account = singleAccount(parseConfiguration({ IMMICH_URL: 'http://immich', IMMICH_API_KEY: 'k' }));

function authenticating() {
  const refused: RefusedLogIn[] = [];
  const verify = vi.fn(async ({ password }: { readonly password: string }) => password === 'secret');
  const sleep = vi.fn(async () => {});
  const authenticate = createAuthenticator({
    accounts: createSingleAccounts(account, verify),
    limiter: createGuessLimiter(),
    clock: { sleep, elapsed: () => 0 },
    onRefused: (one) => refused.push(one),
  });
  /** `in`, or the code with which a log-in was refused. */
  const logIn = (password: string, address = '192.0.2.1', username = 'ada') =>
    authenticate({ username, password }, { address }).then(
      () => 'in',
      (error: unknown) => (LibraryError.is(error) ? error.code : String(error)),
    );
  return { logIn, verify, sleep, refused };
}

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

it('turns an address away after five wrong log-ins, unchecked and after a second', async () => {
  const { logIn, verify, sleep } = authenticating();
  for (const index of range(5)) expect(await logIn(`${index}`)).toBe('unauthenticated');
  expect(sleep).not.toHaveBeenCalled();
  expect(await logIn('secret')).toBe('rate-limited');
  expect(verify).toHaveBeenCalledTimes(5);
  expect(sleep.mock.calls).toEqual([[1000]]);
  expect(await logIn('secret', '192.0.2.2')).toBe('in');
});

it('lets known credentials in during a lock-out of their address', async () => {
  const { logIn, verify } = authenticating();
  expect(await logIn('secret')).toBe('in');
  await Promise.all(range(200).map((index) => logIn(`${index}`)));
  expect(await logIn('new')).toBe('rate-limited');
  const checks = verify.mock.calls.length;
  expect(await Promise.all(range(100).map(() => logIn('secret')))).toEqual(Array(100).fill('in'));
  expect(verify).toHaveBeenCalledTimes(checks);
});

it('keeps known credentials, whatever is tried in between and from wherever', async () => {
  const { logIn, verify } = authenticating();
  await logIn('secret');
  for (const index of range(500)) await logIn(`${index}`, `192.0.3.${index % 250}`);
  const checks = verify.mock.calls.length;
  expect(await logIn('secret', '192.0.2.9')).toBe('in');
  expect(verify).toHaveBeenCalledTimes(checks);
});

it('checks what many requests send at once a single time, right or wrong', async () => {
  const { logIn, verify, refused } = authenticating();
  expect(await Promise.all(range(50).map(() => logIn('secret')))).toEqual(Array(50).fill('in'));
  expect(verify).toHaveBeenCalledTimes(1);
  expect(await Promise.all(range(50).map(() => logIn('wrong')))).toEqual(Array(50).fill('unauthenticated'));
  expect(verify).toHaveBeenCalledTimes(2);
  expect(refused).toHaveLength(50);
});

it('reports each refused log-in with the address and the lock-out that it begins', async () => {
  const { logIn, refused } = authenticating();
  await logIn('secret', '::ffff:192.0.2.7');
  for (const index of range(9)) await logIn(`${index}`, '::ffff:192.0.2.7');
  const one = { address: '192.0.2.7', username: 'ada' };
  expect(refused).toEqual([0, 0, 0, 0, 1].map((lockedOutSeconds) => ({ ...one, lockedOutSeconds })));
});

it('does not count a check that broke, and checks again', async () => {
  const { logIn, verify } = authenticating();
  for (const _ of range(10)) verify.mockRejectedValueOnce(new Error('out of memory'));
  for (const _ of range(10)) expect(await logIn('secret')).toBe('Error: out of memory');
  expect(await logIn('secret')).toBe('in');
});

it('lets at most 64 wait that are turned away', async () => {
  const { logIn, sleep } = authenticating();
  for (const index of range(5)) await logIn(`${index}`);
  const release = Promise.withResolvers<void>();
  sleep.mockImplementation(() => release.promise);
  const flood = range(200).map((index) => logIn(`more ${index}`));
  const answered = await Promise.all(flood.slice(64));
  expect(new Set(answered)).toEqual(new Set(['rate-limited']));
  expect(sleep).toHaveBeenCalledTimes(64);
  release.resolve();
  await Promise.all(flood);
  void logIn('after');
  await vi.waitFor(() => expect(sleep).toHaveBeenCalledTimes(65), { timeout: 10_000 });
});

describe('credentials that are checked again', () => {
  function checkingAgain() {
    const state = { right: 'secret', isDown: false, now: 0, isCurrent: true };
    const left: string[] = [];
    const gone: string[] = [];
    const logIn = vi.fn<Accounts['logIn']>(async ({ password }) => {
      if (state.isDown) throw new LibraryError('unavailable', 'It is down.');
      return password === state.right ? account : undefined;
    });
    const authenticate = createAuthenticator({
      accounts: {
        logIn,
        isCurrent: () => state.isCurrent,
        checkAgainMs: 60_000,
        leave: ({ principal }: Account) => void left.push(principal.id),
        close: async () => {},
      },
      limiter: createGuessLimiter(),
      clock: { sleep: async () => {}, elapsed: () => state.now },
      onRefused: () => {},
      onGone: ({ principal }) => void gone.push(principal.id),
    });
    const use = (password = 'secret') =>
      authenticate({ username: 'ada', password }, { address: '192.0.2.1' }).then(
        () => 'in',
        (error: unknown) => (LibraryError.is(error) ? error.code : String(error)),
      );
    return { state, logIn, use, left, gone };
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

  it('are not checked within half a minute, in the background within a minute, and waited for after that', async () => {
    const { state, logIn, use } = checkingAgain();
    await use();
    state.now = 29_999;
    expect(await use()).toBe('in');
    expect(logIn).toHaveBeenCalledTimes(1);
    state.now = 30_000;
    await Promise.all([use(), use(), use()]);
    await settle();
    expect(logIn).toHaveBeenCalledTimes(2);
    state.now = 200_000;
    await Promise.all([use(), use(), use()]);
    expect(logIn).toHaveBeenCalledTimes(3);
  });

  it('are refused within a minute after they became wrong, and their library is closed', async () => {
    const { state, use, left, gone } = checkingAgain();
    await use();
    state.right = 'new';
    state.now = 60_000;
    expect(await use()).toBe('unauthenticated');
    expect([left, gone]).toEqual([['owner'], ['owner']]);
  });

  it('keep the library of an account that others are right for', async () => {
    const { state, logIn, use, gone } = checkingAgain();
    await use();
    logIn.mockResolvedValueOnce(account);
    await use('other');
    state.now = 60_000;
    expect(await use('other')).toBe('unauthenticated');
    expect(gone).toEqual([]);
    expect(await use()).toBe('in');
  });

  it('are accepted for twelve hours while they cannot be checked, without a wait for each request', async () => {
    const { state, logIn, use } = checkingAgain();
    await use();
    state.isDown = true;
    state.now = 60_000;
    expect(await use()).toBe('in');
    const asked = logIn.mock.calls.length;
    for (let request = 0; request < 100; request++) expect(await use()).toBe('in');
    expect(logIn).toHaveBeenCalledTimes(asked);
    state.now = 12 * 3_600_000 + 1;
    expect(await use()).toBe('unavailable');
    expect(await use('never checked')).toBe('unavailable');
    state.isDown = false;
    expect(await use()).toBe('in');
  });

  it('are waited for once Immich could answer again: a key revoked in between is refused by the first request', async () => {
    const { state, use } = checkingAgain();
    await use();
    state.isDown = true;
    state.now = 60_000;
    expect(await use()).toBe('in');
    state.isDown = false;
    state.right = 'new';
    state.now += 60_000;
    expect(await use()).toBe('unauthenticated');
  });

  it('are checked as new ones when the account is no longer as it was', async () => {
    const { state, logIn, use, gone } = checkingAgain();
    await use();
    state.isCurrent = false;
    expect(await use()).toBe('in');
    expect(logIn).toHaveBeenCalledTimes(2);
    expect(gone).toEqual(['owner']);
  });

  it('forget all spellings of an account that changed, once', async () => {
    const { state, logIn, use, gone } = checkingAgain();
    await use();
    logIn.mockResolvedValueOnce(account);
    await use('other spelling');
    state.isCurrent = false;
    logIn.mockResolvedValue({ ...account });
    await use();
    state.isCurrent = true;
    await use('other spelling');
    expect(logIn).toHaveBeenCalledTimes(4);
    expect(gone).toEqual(['owner']);
  });
});

it('answers refusals at multiples of a step', async () => {
  const sleep = vi.fn(async (_ms: number) => {});
  let now = 0;
  const authenticate = createAuthenticator({
    accounts: createSingleAccounts(account, async () => {
      now += 730;
      return false;
    }),
    limiter: createGuessLimiter(),
    clock: { sleep, elapsed: () => now },
    refusalStepMs: 500,
    onRefused: () => {},
  });
  await expect(authenticate({ username: 'ada', password: 'x' })).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(sleep.mock.calls).toEqual([[270]]);
});

it('counts wrong log-ins by name too', async () => {
  const logIn = vi.fn(async () => undefined);
  const authenticate = createAuthenticator({
    accounts: { logIn, isCurrent: () => true, checkAgainMs: undefined, leave: () => {}, close: async () => {} },
    limiter: createGuessLimiter(),
    nameKeys: ({ username }) => [`name ${username}`],
    clock: { sleep: async () => {}, elapsed: () => 0 },
    onRefused: () => {},
  });
  const attempt = (index: number, username = 'ada') =>
    authenticate({ username, password: `${index}` }, { address: `192.0.2.${index}` }).catch(
      (error: unknown) => LibraryError.is(error) && error.code,
    );
  for (const index of range(5)) expect(await attempt(index)).toBe('unauthenticated');
  expect(await attempt(6)).toBe('rate-limited');
  expect(await attempt(7, 'bob')).toBe('unauthenticated');
  expect(logIn).toHaveBeenCalledTimes(6);
});
