import { LibraryError } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import { type Authenticator, authenticateAs } from './authenticator.ts';

const owner = { id: 'owner', name: 'Owner' };
const basic = (password: string) => ({ scheme: 'basic', username: 'ada', password }) as const;

it('signs everyone in without an authenticator', async () => {
  const authenticate = authenticateAs(owner, undefined);
  expect(await authenticate(undefined)).toBe(owner);
  expect(await authenticate(basic('any'))).toBe(owner);
});

it('signs those in whom the authenticator lets in, and passes the client on', async () => {
  const client = { address: '192.0.2.7' };
  const check = vi.fn<Authenticator>(async ({ password }) => {
    if (password !== 'secret') throw new LibraryError('unauthenticated', 'No.');
  });
  const authenticate = authenticateAs(owner, check);
  expect(await authenticate(basic('secret'), client)).toBe(owner);
  expect(check).toHaveBeenCalledWith(basic('secret'), client);
  await expect(authenticate(basic('guess'), client)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(authenticate(undefined, client)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(authenticate({ scheme: 'bearer', token: 't' }, client)).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  expect(check).toHaveBeenCalledTimes(2);
});
