import type { Authenticate } from '@immich-webdav/core';
import { createImmichLogIn } from '@immich-webdav/immich-adapter';
import { ContainerModule } from 'inversify';
import type { Accounts } from '../accounts/account.ts';
import { createAdmission } from '../accounts/admission.ts';
import { authenticateWith, createAuthenticator, type RefusedLogIn } from '../accounts/authenticator.ts';
import { createFileAccounts } from '../accounts/file-accounts.ts';
import { createImmichAccounts } from '../accounts/immich-accounts.ts';
import { createSingleAccounts, owner, singleAccount } from '../accounts/single-account.ts';
import { createVerifier, isSingle } from '../authentication/access.ts';
import { createGuessLimiter } from '../authentication/guess-limiter.ts';
import { createHostGuard } from '../authentication/host-guard.ts';
import { userKey } from '../authentication/user-name.ts';
import type { BasicCredentials } from '../authentication/verifier.ts';
import { createHealthPages, type Interceptor } from '../health/health-pages.ts';
import { logRefusedLogIn } from '../logging/log-refused-log-in.ts';
import { Token } from './token.ts';

/** Longer than a log-in at Immich usually takes, and than the check of a hash. */
export const refusalStepMs = 500;

/** Who may use the server: accounts, and the requests that are answered before the front end. */
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
  bind(Token.GuessLimiter).toResolvedValue(() => createGuessLimiter(), []);
  bind(Token.Authenticate).toResolvedValue(
    ({ access }, accounts, admitted, pool, limiter, clock, log): Authenticate => {
      if (!accounts) return async () => owner;
      const onRefused = (refused: RefusedLogIn): void => logRefusedLogIn(log, refused);
      const isOne = isSingle(access);
      const admission = createAdmission(admitted, pool);
      const authenticate = createAuthenticator({
        accounts,
        limiter,
        clock,
        onRefused,
        ...(!isOne && { nameKeys: ({ username }: BasicCredentials) => [`name ${userKey(username)}`], refusalStepMs }),
        onGone: admission.forget,
      });
      return authenticateWith(async (credentials, client) => {
        const account = await authenticate(credentials, client);
        admission.admit(account);
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
  bind(Token.Interceptor).toDynamicValue((context): Interceptor => {
    const { access } = context.get(Token.Configuration);
    const healthPages = createHealthPages(context.get(Token.Readiness));
    if (access.kind !== 'anonymous' || access.from !== 'this-machine') return healthPages;
    const guard = createHostGuard();
    return (...exchange) => healthPages(...exchange) || guard(...exchange);
  });
});
