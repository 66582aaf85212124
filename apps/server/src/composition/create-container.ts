import 'reflect-metadata/lite';
import { Container } from 'inversify';
import type { Configuration } from '../configuration/configuration.ts';
import { contentModule } from './modules/content.ts';
import { immichModule } from './modules/immich.ts';
import { libraryModule } from './modules/library.ts';
import { serverModule } from './modules/server.ts';
import { systemModule } from './modules/system.ts';
import { webdavModule } from './modules/webdav.ts';
import { Token } from './token.ts';

/** Wires the server; nothing runs before `container.get(Token.Application).start()`. Rebind a token to swap a part. */
export function createContainer(configuration: Configuration): Container {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(Token.Configuration).toConstantValue(configuration);
  container.load(systemModule, immichModule, contentModule, libraryModule, webdavModule, serverModule);
  return container;
}
