import { LibraryError } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import { createAuthenticator, type RefusedLogIn } from './authenticator.ts';
import { createGuessLimiter } from './guess-limiter.ts';

function authenticating() {
  const refused: RefusedLogIn[] = [];
  const verify = vi.fn(async ({ password }: { readonly password: string }) => password === 'secret');
  const sleep = vi.fn(async () => {});
  const authenticate = createAuthenticator({
    verify,
    limiter: createGuessLimiter(),
    clock: { sleep },
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
