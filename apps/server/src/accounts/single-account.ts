import type { Verifier } from '../authentication/verifier.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Account, Accounts } from './account.ts';

/** The only principal of a server with one library, which all of its clients share. */
export const owner = { id: 'owner', name: 'Owner' };

/** The account of a server with one library. */
export const singleAccount = (configuration: Configuration): Account => ({
  principal: owner,
  credentials: () => ({ apiKey: configuration.immich.apiKey }),
  configuration,
});

/** Admits to one account with one name and password. */
export const createSingleAccounts = (account: Account, verify: Verifier): Accounts => ({
  logIn: async (credentials, failures) => ((await verify(credentials, failures)) ? account : undefined),
  isCurrent: () => true,
  checkAgainMs: undefined,
  leave: () => {},
  close: async () => {},
});
