import { type Authenticate, createLibraryPool, type LibraryPool } from '@immich-webdav/core';
import { createImmichLogIn } from '@immich-webdav/immich-adapter';
import { ContainerModule } from 'inversify';
import type { Account, Accounts } from '../accounts/account.ts';
import { authenticateWith, createAuthenticator, type RefusedLogIn } from '../accounts/authenticator.ts';
import { createFileAccounts } from '../accounts/file-accounts.ts';
import { createImmichAccounts } from '../accounts/immich-accounts.ts';
import { createSingleAccounts, owner, singleAccount } from '../accounts/single-account.ts';
import { nameKey } from '../accounts/users-file.ts';
import { createVerifier, isSingle } from '../authentication/access.ts';
import { createGuessLimiter } from '../authentication/guess-limiter.ts';
import { createHostGuard } from '../authentication/host-guard.ts';
import type { Freshness } from '../health/freshness.ts';
import { createHealthPages, type Interceptor } from '../health/health-pages.ts';
import { logRefusedLogIn } from '../logging/log-refused-log-in.ts';
import { pooledLibraries, singleLibrary } from './libraries.ts';
import { Token } from './token.ts';

/** With several libraries each has a freshness of its own, in the log. */
const alwaysFresh: Freshness = { lostForMs: () => undefined, observing: (observer) => observer };

/** Longer than a log-in at Immich usually takes, and than the check of a hash. */
export const refusalStepMs = 500;

/** Who may use the server: accounts and their libraries. */
export const accessModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.Accounts).toResolvedValue(
    (configuration, clock, log): Accounts | undefined => {
      const { access, immich } = configuration;
      const onWarning = (warning: string): void => log.warn(warning);
      if (access.kind === 'users') return createFileAccounts({ ...access, clock, onWarning });
      if (access.kind === 'immich') return createImmichAccounts(createImmichLogIn(immich), configuration);
      const verify = createVerifier(access);
      return verify && createSingleAccounts(singleAccount(configuration), verify);
    },
    [Token.Configuration, Token.Clock, Token.Logger],
  );
  bind(Token.LibraryPool).toDynamicValue((context): LibraryPool => {
    const { access, pool } = context.get(Token.Configuration);
    if (isSingle(access)) return createLibraryPool(async () => context.get(Token.PhotoLibrary));
    const open = context.get(Token.OpenAccountLibrary);
    const accounts = context.get(Token.AdmittedAccounts);
    return createLibraryPool(async ({ id }) => open(accounts.get(id) as Account), {
      ...pool,
      clock: context.get(Token.Clock),
    });
  });
  bind(Token.AdmittedAccounts).toResolvedValue(() => new Map<string, Account>(), []);
  bind(Token.GuessLimiter).toResolvedValue(() => createGuessLimiter(), []);
  bind(Token.Authenticate).toResolvedValue(
    ({ access }, accounts, admitted, pool, limiter, clock, log): Authenticate => {
      if (!accounts) return async () => owner;
      const onRefused = (refused: RefusedLogIn): void => logRefusedLogIn(log, refused);
      const isOne = isSingle(access);
      const authenticate = createAuthenticator({
        accounts,
        limiter,
        clock,
        onRefused,
        ...(!isOne && { nameKeys: (name: string) => [`name ${nameKey(name)}`], refusalStepMs }),
        onGone: ({ principal: { id } }) => {
          admitted.delete(id);
          void pool.forget(id);
        },
      });
      return authenticateWith(async (credentials, client) => {
        const account = await authenticate(credentials, client);
        admitted.set(account.principal.id, account);
        return account;
      });
    },
    [
      Token.Configuration,
      Token.Accounts,
      Token.AdmittedAccounts,
      Token.LibraryPool,
      Token.GuessLimiter,
      Token.Clock,
      Token.Logger,
    ],
  );
});

/** The libraries as the server starts and stops them, and the requests that are answered before the front end. */
export const librariesModule: ContainerModule = new ContainerModule(({ bind }) => {
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
  bind(Token.Interceptor).toDynamicValue((context): Interceptor => {
    const { access } = context.get(Token.Configuration);
    const healthPages = isSingle(access)
      ? createHealthPages(() => context.get(Token.PhotoLibrary).ready, context.get(Token.Freshness))
      : createHealthPages(() => true, alwaysFresh);
    if (access.kind !== 'anonymous' || access.from !== 'this-machine') return healthPages;
    const guard = createHostGuard();
    return (...exchange) => healthPages(...exchange) || guard(...exchange);
  });
});
