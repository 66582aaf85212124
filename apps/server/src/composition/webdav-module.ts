import { type Frontend, LibraryError } from '@immich-webdav/core';
import { createWebdavFrontend, type RequestInfo } from '@immich-webdav/webdav-adapter';
import { ContainerModule } from 'inversify';
import type { Logger } from 'pino';
import { withoutKeys } from '../links/link-name.ts';
import { createLimitLog } from '../logging/log-limit.ts';
import { createRequestFailureLog } from '../logging/log-request-failure.ts';
import { createTlsFiles, type TlsFilesOptions } from '../tls/tls-files.ts';
import { Token } from './token.ts';

/** The driving side: WebDAV. */
export const webdavModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.Frontend).toResolvedValue(
    ({ webdav, access, writes }, links, intercept, log, clock, troubles) => {
      const tls = webdav.tls && createTlsFiles(webdav.tls, tlsLog(log));
      const create = (onError: OnError): Frontend =>
        createWebdavFrontend({
          host: webdav.host,
          port: webdav.port,
          ...(webdav.socket && { socket: webdav.socket }),
          ...(webdav.fd !== undefined && { fd: webdav.fd }),
          ...(tls && { tls }),
          ...(webdav.basePath !== undefined && { basePath: webdav.basePath }),
          trustedProxies: webdav.trustedProxies,
          limits: webdav.limits,
          onLimit: createLimitLog(log, clock),
          downloads: webdav.downloads,
          realm: 'Immich',
          allowsWrites: writes.level !== 'off',
          requireCredentials: access.kind !== 'anonymous',
          ...(links && { openLink: links.open }),
          intercept,
          // Measured only if it is logged.
          ...(log.isLevelEnabled('debug') && {
            onRequest: (request: RequestInfo) =>
              log.debug({ ...request, path: withoutKeys(request.path) }, 'Answered.'),
          }),
          onError,
        });
      return withQuietStop(create, createRequestFailureLog({ log, clock, troubles }), log);
    },
    [Token.Configuration, Token.Links, Token.Interceptor, Token.Logger, Token.Clock, Token.Troubles],
  );
});

const tlsLog = (log: Logger): TlsFilesOptions => ({
  onWarning: (warning) => log.warn(warning),
  onRenewed: () => log.info('The certificate was renewed; new connections use it.'),
});

type OnError = (error: unknown) => void;

/**
 * Reports no failed requests while the front end stops. A stop cuts off downloads, and their errors name whichever connection
 * was closed first instead of the stop.
 */
function withQuietStop(create: (onError: OnError) => Frontend, onError: OnError, log: Logger): Frontend {
  let isStopping = false;
  const frontend = create((error) => {
    if (!isStopping || !LibraryError.is(error)) onError(error);
    else log.debug({ code: error.code }, 'A request ended while the server was stopping.');
  });
  return {
    start(openSession) {
      isStopping = false;
      return frontend.start(openSession);
    },
    stop() {
      isStopping = true;
      return frontend.stop();
    },
  };
}
