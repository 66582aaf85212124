import 'reflect-metadata/lite';
import { Container } from 'inversify';
import type { Configuration } from '../configuration/configuration.ts';
import { accessModule } from './access-module.ts';
import { createApplication } from './application.ts';
import { libraryModule, sourceModule } from './library-module.ts';
import { systemModule } from './system-module.ts';
import { Token } from './token.ts';
import { webdavModule } from './webdav-module.ts';

/** Wires the server. Nothing runs before `container.get(Token.Application).start()`. Rebind a token to replace a component. */
export function createContainer(configuration: Configuration): Container {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(Token.Configuration).toConstantValue(configuration);
  container.load(systemModule, sourceModule, libraryModule, accessModule, webdavModule);
  container
    .bind(Token.Application)
    .toResolvedValue(
      (frontend, openSession, library, source, { access }, progress, freshness, clock, log) =>
        createApplication({ frontend, openSession, library, source, access, progress, freshness, clock, log }),
      [
        Token.Frontend,
        Token.OpenSession,
        Token.PhotoLibrary,
        Token.CachedSource,
        Token.Configuration,
        Token.ProgressReport,
        Token.Freshness,
        Token.Clock,
        Token.Logger,
      ],
    );
  return container;
}
