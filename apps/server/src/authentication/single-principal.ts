import { type Authenticate, LibraryError, type Principal } from '@immich-webdav/core';
import type { Authenticator } from './authenticator.ts';

/** Signs in every client as the same principal. With an authenticator, only those with right credentials. */
export function authenticateAs(principal: Principal, check: Authenticator | undefined): Authenticate {
  if (!check) return async () => principal;
  return async (credentials, client) => {
    if (credentials?.scheme !== 'basic')
      throw new LibraryError('unauthenticated', 'Log in with the name and password of this server.');
    await check(credentials, client);
    return principal;
  };
}
