import 'reflect-metadata/lite';
import { Container } from 'inversify';
import type { Configuration } from '../configuration/configuration.ts';
import { accessModule } from './access-module.ts';
import { openAccountLibrary } from './account-library.ts';
import { createApplication } from './application.ts';
import { librariesModule } from './libraries-module.ts';
import { cachedSourceModule, libraryModule, sharedModule, sourceModule } from './library-module.ts';
import { linksModule } from './links-module.ts';
import { observerModule, progressModule, systemModule } from './system-module.ts';
import { Token } from './token.ts';
import { webdavModule } from './webdav-module.ts';

/** Wires the server. Nothing runs before `container.get(Token.Application).start()`. Rebind a token to replace a component. */
export function createContainer(configuration: Configuration): Container {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(Token.Configuration).toConstantValue(configuration);
  container.bind(Token.Namespace).toConstantValue('');
  container.bind(Token.ImmichCredentials).toConstantValue(() => ({ apiKey: configuration.immich.apiKey }));
  container.bind(Token.OpenAccountLibrary).toConstantValue((account) => openAccountLibrary(container, account));
  container.load(systemModule, progressModule, observerModule, sharedModule);
  container.load(sourceModule, cachedSourceModule, libraryModule, librariesModule);
  container.load(accessModule, linksModule, webdavModule);
  container
    .bind(Token.Application)
    .toResolvedValue(
      (frontend, openSession, libraries, { access }, log) =>
        createApplication({ frontend, openSession, libraries, access, log }),
      [Token.Frontend, Token.OpenSession, Token.Libraries, Token.Configuration, Token.Logger],
    );
  return container;
}
