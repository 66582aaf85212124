import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { PooledLibrary } from '@immich-webdav/core';
import { Container } from 'inversify';
import type { Account } from '../accounts/account.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { watchFreshness } from '../health/freshness.ts';
import { userDataFolder } from '../storage/data-folder.ts';
import { cachedSourceModule, libraryModule, sourceModule } from './library-module.ts';
import { linkSourceModule } from './links-module.ts';
import { loggedProgressModule, observerModule } from './system-module.ts';
import { Token } from './token.ts';

/**
 * Opens the library of one of several accounts: a source, a store and a name-space of cached content of its own. It shares the
 * memory, the requests to Immich and the disk space of all accounts.
 */
export async function openAccountLibrary(server: Container, account: Account): Promise<PooledLibrary> {
  const own = await accountContainer(server, account);
  const [clock, log] = [own.get(Token.Clock), own.get(Token.Logger)];
  const [library, source] = [own.get(Token.PhotoLibrary), own.get(Token.CachedSource)];
  const ending = new AbortController();
  const stop = async (): Promise<void> => {
    ending.abort();
    try {
      await library.stop();
    } finally {
      await source.close?.();
    }
    log.debug('Closed a library.');
  };
  // The tree loads the groups that a first request needs; a stored listing has to be there before.
  await library.restore();
  library.start();
  log.debug('Opened a library.');
  void watchFreshness({ freshness: own.get(Token.Freshness), clock, log }, ending.signal);
  return { tree: library.tree, stop };
}

async function accountContainer(server: Container, account: Account): Promise<Container> {
  const { principal, credentials, link } = account;
  const own = new Container({ parent: server, defaultScope: 'Singleton' });
  own.bind(Token.Configuration).toConstantValue(await withOwnFolder(account));
  own.bind(Token.ImmichCredentials).toConstantValue(credentials);
  own.bind(Token.Namespace).toConstantValue(principal.id);
  own.bind(Token.Logger).toConstantValue(server.get(Token.Logger).child({ principal: principal.id }));
  own.load(observerModule, loggedProgressModule, cachedSourceModule, libraryModule);
  own.load(link ? linkSourceModule(link) : sourceModule);
  return own;
}

async function withOwnFolder({ principal, configuration }: Account): Promise<Configuration> {
  const { store } = configuration;
  const base = store.folder ?? (await userDataFolder().catch(() => ':memory:'));
  const folder = base === ':memory:' ? base : join(base, 'users', folderName(principal.id));
  return { ...configuration, store: { ...store, folder } };
}

/** A name that every file system takes, and that no other principal has. */
function folderName(id: string): string {
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return `${id
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .slice(0, 40)}-${digest}`;
}
