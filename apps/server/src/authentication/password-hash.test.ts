import { expect, it } from 'vitest';
import { hashPassword, isPasswordHash, verifyPassword } from './password-hash.ts';

it('verifies what it hashed, in either Unicode form, and nothing else', async () => {
  const hash = await hashPassword('pässword');
  expect(hash).toMatch(/^scrypt:32768:8:3:[\w-]{22}:[\w-]{43}$/);
  expect(isPasswordHash(hash)).toBe(true);
  expect(await verifyPassword('pässword'.normalize('NFD'), hash)).toBe(true);
  expect(await verifyPassword('password', hash)).toBe(false);
});

it('salts', async () => {
  expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
});

it('agrees with the test vector of RFC 7914 section 12', async () => {
  const salt = Buffer.from('SodiumChloride').toString('base64url');
  const hash = Buffer.from(
    '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
    'hex',
  ).toString('base64url');
  expect(await verifyPassword('pleaseletmein', `scrypt:16384:8:1:${salt}:${hash}`)).toBe(true);
});

it('refuses a hash that is none', async () => {
  await expect(verifyPassword('x', 'scrypt:3:8:1:aaaaaaaaaaa:aaaaaaaaaaaaaaaaaaaaaa')).rejects.toThrow(TypeError);
});
