import { LibraryError } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import { createScryptVerifier } from './scrypt-verifier.ts';
import { createPlainVerifier, type Verifier } from './verifier.ts';

const fakeHash = 'hash of secret';
const fits = async (password: string) => password === 'secret';
const both: [string, Verifier][] = [
  ['plain', createPlainVerifier('ada', 'secret')],
  ['scrypt', createScryptVerifier('ada', fakeHash, { check: fits })],
];

it.each(both)('%s: only the right pair gets in', async (_name, verify) => {
  expect(await verify({ username: 'ada', password: 'secret' })).toBe(true);
  expect(await verify({ username: 'HOME\\ada', password: 'secret' })).toBe(true);
  expect(await verify({ username: 'ada', password: 'Secret' })).toBe(false);
  expect(await verify({ username: 'bob', password: 'secret' })).toBe(false);
  expect(await verify({ username: '', password: '' })).toBe(false);
  expect(await verify({ username: 'adasecret', password: '' })).toBe(false);
});

it.each<[string, Verifier]>([
  ['plain', createPlainVerifier('HOME\\ada', 'secret')],
  ['scrypt', createScryptVerifier('HOME\\ada', fakeHash, { check: fits })],
])('%s: a configured name may hold a backslash itself', async (_name, verify) => {
  expect(await verify({ username: 'HOME\\ada', password: 'secret' })).toBe(true);
  expect(await verify({ username: 'PC\\HOME\\ada', password: 'secret' })).toBe(true);
  expect(await verify({ username: 'ada', password: 'secret' })).toBe(false);
  expect(await verify({ username: 'WORK\\ada', password: 'secret' })).toBe(false);
});

it.each<[string, Verifier]>([
  ['plain', createPlainVerifier('José'.normalize('NFD'), 'secret')],
  ['scrypt', createScryptVerifier('José'.normalize('NFD'), fakeHash, { check: fits })],
])('%s: a name is the same in every Unicode form', async (_name, verify) => {
  expect(await verify({ username: 'José'.normalize('NFC'), password: 'secret' })).toBe(true);
  expect(await verify({ username: 'HOME\\José'.normalize('NFD'), password: 'secret' })).toBe(true);
  expect(await verify({ username: 'Jose', password: 'secret' })).toBe(false);
});

/** Checks that wait until they are let go, in the order in which they began. */
function heldChecks() {
  const begun: { readonly password: string; readonly end: () => void }[] = [];
  const check = (password: string) =>
    new Promise<boolean>((resolve) => begun.push({ password, end: () => resolve(password === 'secret') }));
  const verify = createScryptVerifier('ada', fakeHash, { check, concurrency: 1 });
  return { begun, verify: (password: string, failures = 0) => verify({ username: 'ada', password }, failures) };
}

it('checks the fewest failures first, one at a time, and the newest among equals', async () => {
  const { begun, verify } = heldChecks();
  const all = [verify('running', 9), verify('guess', 1), verify('older'), verify('worst', 20), verify('secret')];
  for (let index = 0; index < all.length; index++) {
    await vi.waitFor(() => expect(begun).toHaveLength(index + 1), { timeout: 10_000 });
    begun[index]?.end();
  }
  expect(begun.map(({ password }) => password)).toEqual(['running', 'secret', 'older', 'guess', 'worst']);
  expect(await Promise.all(all)).toEqual([false, false, false, false, true]);
});

it('turns away what a full queue cannot take, and goes on after it', async () => {
  const { begun, verify } = heldChecks();
  const flood = Promise.allSettled(Array.from({ length: 300 }, (_, index) => verify(`${index}`)));
  const endAll = setInterval(() => {
    for (const { end } of begun.splice(0)) end();
  }, 1);
  const codes = (await flood).map((result) =>
    result.status === 'rejected' && LibraryError.is(result.reason) ? result.reason.code : result.status,
  );
  expect(codes.filter((code) => code === 'fulfilled')).toHaveLength(257);
  expect(codes.filter((code) => code === 'rate-limited')).toHaveLength(43);
  expect(await verify('secret')).toBe(true);
  clearInterval(endAll);
});
