import { type Clock, createLibraryPool, LibraryError, type OpenLink, type PooledLibrary } from '@immich-webdav/core';
import { createImmichLinks } from '@immich-webdav/immich-adapter';
import type { Account } from '../accounts/account.ts';
import { createAdmission } from '../accounts/admission.ts';
import type { RefusedLogIn } from '../accounts/authenticator.ts';
import type { GuessLimiter } from '../authentication/guess-limiter.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { createLinkAccounts } from './link-accounts.ts';
import { createLinkAuthenticator } from './link-authenticator.ts';

/** Shared links of Immich, each with a library of its own. */
export interface Links {
  readonly open: OpenLink;
  close(): Promise<void>;
}

export interface LinksParts {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly limiter: GuessLimiter;
  /** As in `AuthenticatorParts`. */
  readonly refusalStepMs: number;
  readonly onRefused: (refused: RefusedLogIn) => void;
  readonly openLibrary: (account: Account) => Promise<PooledLibrary>;
}

/** The pool of links is not that of accounts, so that visitors never take the place of people. */
export function createLinks(parts: LinksParts): Links {
  const { configuration, clock, openLibrary, ...authenticator } = parts;
  const admitted = new Map<string, Account>();
  const openAdmitted = async (id: string): Promise<PooledLibrary> => {
    const account = admitted.get(id);
    // It was refused while the library of before was closing.
    if (!account) throw new LibraryError('unavailable', 'This link was closed just now; try again.');
    return openLibrary(account);
  };
  const pool = createLibraryPool(({ id }) => openAdmitted(id), { ...configuration.pool, clock });
  const { admit, forget } = createAdmission(admitted, pool);
  const links = createImmichLinks(configuration.immich);
  const accounts = createLinkAccounts({ links, configuration, clock, onRefused: forget });
  const authenticate = createLinkAuthenticator({ ...authenticator, accounts, clock, onGone: forget });
  return {
    async open(name, credentials, client) {
      const account = await authenticate(name, credentials, client);
      admit(account);
      return pool.session(account.principal);
    },
    async close() {
      await pool.close();
      await accounts.close();
    },
  };
}
