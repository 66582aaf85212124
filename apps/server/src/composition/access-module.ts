import { createLibraryPool, createSessions } from '@immich-webdav/core';
import { ContainerModule } from 'inversify';
import { createVerifier } from '../authentication/access.ts';
import { authenticateAs, createAuthenticator, type RefusedLogIn } from '../authentication/authenticator.ts';
import { createGuessLimiter } from '../authentication/guess-limiter.ts';
import { createHostGuard } from '../authentication/host-guard.ts';
import { createHealthPages } from '../health/health-pages.ts';
import { logRefusedLogIn } from '../logging/log-refused-log-in.ts';
import { Token } from './token.ts';

/** The only principal. All clients share one library. */
const owner = { id: 'owner', name: 'Owner' };

/** Who may use the server: sessions, and the requests that are answered before the front end. */
export const accessModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.OpenSession).toResolvedValue(
    (library, { access }, clock, log) => {
      const verify = createVerifier(access);
      const onRefused = (refused: RefusedLogIn): void => logRefusedLogIn(log, refused);
      const limiter = createGuessLimiter();
      const authenticate = authenticateAs(owner, verify && createAuthenticator({ verify, limiter, clock, onRefused }));
      return createSessions(
        authenticate,
        createLibraryPool(async () => library),
      );
    },
    [Token.PhotoLibrary, Token.Configuration, Token.Clock, Token.Logger],
  );
  bind(Token.Interceptor).toResolvedValue(
    (library, freshness, { access }) => {
      const healthPages = createHealthPages(() => library.ready, freshness);
      if (access.kind !== 'anonymous' || access.from !== 'this-machine') return healthPages;
      const guard = createHostGuard();
      return (...exchange) => healthPages(...exchange) || guard(...exchange);
    },
    [Token.PhotoLibrary, Token.Freshness, Token.Configuration],
  );
});
