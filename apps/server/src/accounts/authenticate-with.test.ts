import { LibraryError } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import { type Authenticator, authenticateWith } from './authenticator.ts';
import { owner, singleAccount } from './single-account.ts';

const account = singleAccount(parseConfiguration({ IMMICH_URL: 'http://immich', IMMICH_API_KEY: 'k' }));
const basic = (password: string) => ({ scheme: 'basic', username: 'ada', password }) as const;

it('signs those in whom the authenticator lets in, and passes the client on', async () => {
  const client = { address: '192.0.2.7' };
  const check = vi.fn<Authenticator>(async ({ password }) => {
    if (password !== 'secret') throw new LibraryError('unauthenticated', 'No.');
    return account;
  });
  const authenticate = authenticateWith(check);
  expect(await authenticate(basic('secret'), client)).toBe(owner);
  expect(check).toHaveBeenCalledWith(basic('secret'), client);
  await expect(authenticate(basic('guess'), client)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(authenticate(undefined, client)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(authenticate({ scheme: 'bearer', token: 't' }, client)).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  expect(check).toHaveBeenCalledTimes(2);
});
