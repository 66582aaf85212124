import { TreeError } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import { createPlainVerifier } from './plain-verifier.ts';
import { createScryptVerifier } from './scrypt-verifier.ts';
import type { Verifier } from './verifier.ts';

const fakeHash = 'hash of secret';
const fits = async (password: string) => password === 'secret';
const both: [string, Verifier][] = [
  ['plain', createPlainVerifier('ada', 'secret')],
  ['scrypt', createScryptVerifier('ada', fakeHash, fits)],
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
  ['scrypt', createScryptVerifier('HOME\\ada', fakeHash, fits)],
])('%s: a configured name may hold a backslash itself', async (_name, verify) => {
  expect(await verify({ username: 'HOME\\ada', password: 'secret' })).toBe(true);
  expect(await verify({ username: 'PC\\HOME\\ada', password: 'secret' })).toBe(true);
  expect(await verify({ username: 'ada', password: 'secret' })).toBe(false);
  expect(await verify({ username: 'WORK\\ada', password: 'secret' })).toBe(false);
});

it.each<[string, Verifier]>([
  ['plain', createPlainVerifier('José'.normalize('NFD'), 'secret')],
  ['scrypt', createScryptVerifier('José'.normalize('NFD'), fakeHash, fits)],
])('%s: a name is the same in every Unicode form', async (_name, verify) => {
  expect(await verify({ username: 'José'.normalize('NFC'), password: 'secret' })).toBe(true);
  expect(await verify({ username: 'HOME\\José'.normalize('NFD'), password: 'secret' })).toBe(true);
  expect(await verify({ username: 'Jose', password: 'secret' })).toBe(false);
});

it('asks scrypt once for a pair, also when many requests come at once', async () => {
  const check = vi.fn(fits);
  const verify = createScryptVerifier('ada', fakeHash, check);
  const given = { username: 'ada', password: 'secret' };
  await Promise.all(Array.from({ length: 50 }, () => verify(given)));
  await verify(given);
  expect(check).toHaveBeenCalledTimes(1);
  await verify({ username: 'ada', password: 'wrong' });
  await verify({ username: 'ada', password: 'wrong' });
  expect(check).toHaveBeenCalledTimes(2);
});

it('forgets wrong pairs before the right one', async () => {
  const check = vi.fn(fits);
  const verify = createScryptVerifier('ada', fakeHash, check);
  await verify({ username: 'ada', password: 'secret' });
  for (let index = 0; index < 200; index++) await verify({ username: 'ada', password: `wrong ${index}` });
  await verify({ username: 'ada', password: 'secret' });
  expect(check).toHaveBeenCalledTimes(201);
});

it('turns away a flood, and goes on after it', async () => {
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const verify = createScryptVerifier('ada', fakeHash, async (password) => {
    await gate;
    return password === 'secret';
  });
  const flood = Array.from({ length: 100 }, (_, index) => verify({ username: 'ada', password: `${index}` }));
  const settled = Promise.allSettled(flood);
  release();
  const codes = (await settled).map((result) =>
    result.status === 'rejected' && TreeError.is(result.reason) ? result.reason.code : result.status,
  );
  expect(codes.filter((code) => code === 'fulfilled')).toHaveLength(16);
  expect(codes.filter((code) => code === 'rate-limited')).toHaveLength(84);
  expect(await verify({ username: 'ada', password: 'secret' })).toBe(true);
});

it('does not remember a check that broke', async () => {
  const check = vi.fn(fits).mockRejectedValueOnce(new Error('out of memory'));
  const verify = createScryptVerifier('ada', fakeHash, check);
  const given = { username: 'ada', password: 'secret' };
  await expect(verify(given)).rejects.toThrow('out of memory');
  expect(await verify(given)).toBe(true);
});
