import { createSessions, type OpenSession } from '@immich-webdav/core';
import { createLinkSource } from '@immich-webdav/immich-adapter';
import { ContainerModule } from 'inversify';
import type { LinkAccess } from '../accounts/account.ts';
import { linkNameIn } from '../links/link-name.ts';
import { createLinks, type Links } from '../links/links.ts';
import { logRefusedLogIn } from '../logging/log-refused-log-in.ts';
import { refusalStepMs } from './access-module.ts';
import { spareConnections } from './library-module.ts';
import { Token } from './token.ts';

/** Shared links, and the sessions of accounts, in whose place a user name such as `s/<key>` opens a link. */
export const linksModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.Links).toResolvedValue(
    (configuration, clock, limiter, log, openLibrary): Links | undefined =>
      configuration.sharedLinks
        ? createLinks({
            configuration,
            clock,
            limiter,
            refusalStepMs,
            onRefused: (refused) => logRefusedLogIn(log, refused),
            openLibrary,
          })
        : undefined,
    [Token.Configuration, Token.Clock, Token.GuessLimiter, Token.Logger, Token.OpenAccountLibrary],
  );
  bind(Token.OpenSession).toResolvedValue(
    (authenticate, pool, links): OpenSession => {
      const openAccount = createSessions(authenticate, pool);
      if (!links) return openAccount;
      return async (credentials, client) => {
        const name = linkNameIn(credentials);
        return name === undefined ? openAccount(credentials, client) : links.open(name, credentials, client);
      };
    },
    [Token.Authenticate, Token.LibraryPool, Token.Links],
  );
});

/** The driven side of a link's library, in place of that of an account. */
export const linkSourceModule = ({ current, onRefused }: LinkAccess): ContainerModule =>
  new ContainerModule(({ bind }) => {
    bind(Token.AssetSource).toResolvedValue(
      ({ immich: { url, timeoutMs }, webdav }, queue, log) =>
        createLinkSource({
          url,
          timeoutMs,
          queue,
          connections: webdav.downloads.downloads + spareConnections,
          link: current,
          onRefused,
          onWarning: (warning) => log.warn(warning),
        }),
      [Token.Configuration, Token.RequestQueue, Token.Logger],
    );
  });
