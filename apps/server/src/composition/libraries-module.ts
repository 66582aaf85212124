import { createLibraryPool, LibraryError, type LibraryPool } from '@immich-webdav/core';
import { checkServer } from '@immich-webdav/immich-adapter';
import { ContainerModule } from 'inversify';
import type { Account } from '../accounts/account.ts';
import { isSingle } from '../authentication/access.ts';
import { immichReadiness, libraryReadiness, type Readiness } from '../health/readiness.ts';
import { pooledLibraries, singleLibrary } from './libraries.ts';
import { Token } from './token.ts';

/** One library, or one for each account: how they are opened, started and stopped, and when the server is ready. */
export const librariesModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.LibraryPool).toDynamicValue((context): LibraryPool => {
    const { access, pool } = context.get(Token.Configuration);
    if (isSingle(access)) return createLibraryPool(async () => context.get(Token.PhotoLibrary));
    const open = context.get(Token.OpenAccountLibrary);
    const accounts = context.get(Token.AdmittedAccounts);
    return createLibraryPool(
      async ({ id }) => {
        const account = accounts.get(id);
        if (!account) throw new LibraryError('unauthenticated', 'This account has changed; log in again.');
        return open(account);
      },
      { ...pool, clock: context.get(Token.Clock) },
    );
  });
  bind(Token.AdmittedAccounts).toResolvedValue(() => new Map<string, Account>(), []);
  bind(Token.Libraries).toDynamicValue((context) => {
    const accounts = context.get(Token.Accounts);
    const cache = context.get(Token.ContentCache);
    const links = context.get(Token.Links);
    const closeShared = async (): Promise<void> => {
      await links?.close();
      await cache?.close();
    };
    return accounts && !isSingle(context.get(Token.Configuration).access)
      ? pooledLibraries({ pool: context.get(Token.LibraryPool), accounts, closeShared })
      : singleLibrary({
          library: context.get(Token.PhotoLibrary),
          source: context.get(Token.CachedSource),
          progress: context.get(Token.ProgressReport),
          freshness: context.get(Token.Freshness),
          clock: context.get(Token.Clock),
          log: context.get(Token.Logger),
          closeShared,
        });
  });
  bind(Token.Readiness).toDynamicValue((context): Readiness => {
    const { access, immich } = context.get(Token.Configuration);
    if (isSingle(access))
      return libraryReadiness(() => context.get(Token.PhotoLibrary).ready, context.get(Token.Freshness));
    const [clock, log] = [context.get(Token.Clock), context.get(Token.Logger)];
    return immichReadiness({ ask: () => checkServer(immich), clock, log });
  });
});
