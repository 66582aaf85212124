import { createLibraryPool, createSessions } from '@immich-webdav/core';
import { createWebdavFrontend, type RequestInfo } from '@immich-webdav/webdav-adapter';
import { ContainerModule } from 'inversify';
import { createAuthenticator } from '../../authentication/authenticator.ts';
import { createVerifier } from '../../authentication/create-verifier.ts';
import { createGuessLimiter } from '../../authentication/guess-limiter.ts';
import { refuseForeignHosts } from '../../authentication/host-guard.ts';
import { authenticateAs } from '../../authentication/single-principal.ts';
import { createHealthPages } from '../../health/health-pages.ts';
import { logRefusedLogIn, type RefusedLogIn } from '../../logging/log-refused-log-in.ts';
import { createRequestFailureLog } from '../../logging/log-request-failure.ts';
import { withQuietStop } from '../quiet-stop.ts';
import { Token } from '../token.ts';

/** Whoever may use the server shares one library. */
const owner = { id: 'owner', name: 'Owner' };

/** The driving side: who gets in, and WebDAV. */
export const webdavModule: ContainerModule = new ContainerModule(({ bind }) => {
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
      const isLocal = access.kind === 'anonymous' && access.from === 'this-machine';
      return isLocal ? (...exchange) => healthPages(...exchange) || refuseForeignHosts(...exchange) : healthPages;
    },
    [Token.PhotoLibrary, Token.Freshness, Token.Configuration],
  );
  bind(Token.Frontend).toResolvedValue(
    ({ webdav, access }, intercept, log, clock, troubles) => {
      const create = (onError: (error: unknown) => void) =>
        createWebdavFrontend({
          host: webdav.host,
          port: webdav.port,
          ...(webdav.basePath !== undefined && { basePath: webdav.basePath }),
          limits: webdav.limits,
          downloads: webdav.downloads,
          realm: 'Immich',
          requireCredentials: access.kind !== 'anonymous',
          intercept,
          // Not measured when nobody reads it.
          ...(log.isLevelEnabled('debug') && { onRequest: (request: RequestInfo) => log.debug(request, 'Answered.') }),
          onError,
        });
      return withQuietStop(create, createRequestFailureLog({ log, clock, troubles }), log);
    },
    [Token.Configuration, Token.Interceptor, Token.Logger, Token.Clock, Token.Troubles],
  );
});
