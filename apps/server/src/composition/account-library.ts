import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Clock, PhotoLibrary, PooledLibrary } from '@immich-webdav/core';
import { Container } from 'inversify';
import type { Account } from '../accounts/account.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { userDataFolder } from '../storage/data-folder.ts';
import { cachedSourceModule, libraryModule, sourceModule } from './library-module.ts';
import { linkSourceModule } from './links-module.ts';
import { observerModule, quietProgressModule } from './system-module.ts';
import { Token } from './token.ts';

/**
 * Opens the library of one of several accounts: a source, a store and a name-space of cached content of its own. It shares the
 * memory, the requests to Immich and the disk space of all accounts.
 */
export async function openAccountLibrary(server: Container, account: Account): Promise<PooledLibrary> {
  const { principal, credentials, link } = account;
  const own = new Container({ parent: server, defaultScope: 'Singleton' });
  own.bind(Token.Configuration).toConstantValue(await withOwnFolder(account));
  own.bind(Token.ImmichCredentials).toConstantValue(credentials);
  own.bind(Token.Namespace).toConstantValue(principal.id);
  own.bind(Token.Logger).toConstantValue(server.get(Token.Logger).child({ principal: principal.id }));
  own.load(observerModule, quietProgressModule, cachedSourceModule, libraryModule);
  own.load(link ? linkSourceModule(link) : sourceModule);
  const library = own.get(Token.PhotoLibrary);
  await library.restore();
  library.start();
  await whenReady(library, server.get(Token.Clock));
  return {
    tree: library.tree,
    async stop() {
      await library.stop();
      await own.get(Token.CachedSource).close?.();
    },
  };
}

const FIRST_READ_MS = 10_000;
const LOOK_MS = 50;

/** The first request of a new account waits until the albums are listed. */
async function whenReady(library: PhotoLibrary, clock: Clock): Promise<void> {
  for (let waited = 0; !library.ready && waited < FIRST_READ_MS; waited += LOOK_MS) await clock.sleep(LOOK_MS);
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
