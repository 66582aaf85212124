import { join } from 'node:path';
import type { StoredEntry } from '../records/entry-record.ts';
import { type Database, openDatabase, type Unfit } from './database.ts';
import { keepFilesPrivate, makeFolder, removeDatabase, setAside } from './files.ts';
import { park, unpark } from './parked.ts';
import { DamagedError, isDamage, isInUse } from './sqlite-failure.ts';

export interface DatabaseOptions {
  /** Created if it is absent; `:memory:` stores nothing on disk. */
  readonly folder: string;
  readonly identity: string;
  readonly onWarning: (message: string) => void;
}

/** A database, and the entries that it contained when it was opened. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly entries: Map<string, StoredEntry> | undefined;
}

const fileName = 'listings.db';
const inMemory = ':memory:';

const reasons = { format: 'are of another version of this program', damage: 'are damaged' } as const;

/**
 * Opens the database of a folder. An unreadable one is set aside and replaced. One of another identity is parked until that
 * identity is configured again. If no file can be used, the database is in memory.
 */
export function openOrRebuild(options: DatabaseOptions): OpenedDatabase {
  const { folder, identity, onWarning } = options;
  if (folder === inMemory) return begin(inMemory, identity);
  const path = join(folder, fileName);
  try {
    makeFolder(folder);
    keepPrivate(path, onWarning);
    const found = open(path, identity);
    if ('database' in found) return found;
    if (found.reason === 'identity') return exchange(path, found, options);
    onWarning(moved(path, found.reason));
    keepPrivate(path, onWarning);
    return begin(path, identity);
  } catch (error) {
    onWarning(`${whyNot(path, error)} Listings are kept in memory until the next start.`);
    return begin(inMemory, identity);
  }
}

/** Parks the database of another identity, and restores an earlier one of this identity. */
function exchange(
  path: string,
  other: Extract<Unfit, { reason: 'identity' }>,
  options: DatabaseOptions,
): OpenedDatabase {
  const { folder, identity, onWarning } = options;
  // A key that Immich never accepted leaves an empty database, which must not displace a useful one.
  if (other.isEmpty) removeDatabase(path);
  else {
    park(path, other.identity);
    onWarning(
      `The stored listings in ${folder} are of another library or another API key; they stay there and are used again with these.`,
    );
  }
  unpark(path, identity);
  keepPrivate(path, onWarning);
  const found = open(path, identity);
  if ('database' in found) return found;
  onWarning(moved(path, found.reason === 'identity' ? 'damage' : found.reason));
  keepPrivate(path, onWarning);
  return begin(path, identity);
}

const moved = (path: string, reason: keyof typeof reasons): string =>
  `The stored listings in ${path} ${reasons[reason]}; they were moved to ${setAside(path)}, and all albums are read from the library again.`;

/** Sets aside a database that turned out to be damaged while it was open. */
export function rebuild({ folder, ...options }: DatabaseOptions): OpenedDatabase {
  try {
    if (folder !== inMemory) {
      const path = join(folder, fileName);
      options.onWarning(moved(path, 'damage'));
    }
  } catch (error) {
    options.onWarning(`${whyNot(folder, error)} Listings are kept in memory until the next start.`);
    return begin(inMemory, options.identity);
  }
  return openOrRebuild({ folder, ...options });
}

function keepPrivate(path: string, onWarning: (message: string) => void): void {
  const open = keepFilesPrivate(path);
  if (open.length > 0)
    onWarning(
      `Other users may be able to read ${open.join(', ')}: another user owns it; change its owner and its mode.`,
    );
}

function begin(path: string, identity: string): OpenedDatabase {
  const database = openDatabase(path, identity);
  if ('reason' in database) throw new DamagedError('A new file was not read back as written.');
  return { database, entries: undefined };
}

function open(path: string, identity: string): OpenedDatabase | Unfit {
  let database: Database | Unfit | undefined;
  try {
    database = openDatabase(path, identity);
    return 'reason' in database ? database : { database, entries: database.readEntries() };
  } catch (error) {
    if (database !== undefined && 'close' in database) database.close();
    if (isDamage(error)) return { reason: 'damage' };
    throw error;
  }
}

function whyNot(path: string, error: unknown): string {
  if (isInUse(error)) return `Another program has ${path} open; give each its own folder.`;
  const message = error instanceof Error ? error.message : String(error);
  return `No listings can be stored in ${path} (${message}); check the folder and its permissions.`;
}
