import { join } from 'node:path';
import type { StoredEntry } from '../records/entry-record.ts';
import { type Database, openDatabase, type Unfit } from './database.ts';
import { removeDatabase } from './files.ts';
import { makeFolder } from './make-folder.ts';
import { park, unpark } from './parked.ts';
import { keepFilesPrivate } from './private-files.ts';
import { setAside } from './set-aside.ts';
import { DamagedError, isDamage, isInUse } from './sqlite-failure.ts';

export interface DatabaseOptions {
  /** Made where it is missing; `:memory:` keeps everything in memory. */
  readonly folder: string;
  readonly identity: string;
  readonly onWarning: (message: string) => void;
}

/** A database and what it held when it was opened. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly entries: Map<string, StoredEntry> | undefined;
}

const fileName = 'listings.db';
const inMemory = ':memory:';

const reasons = { format: 'are of another version of this program', damage: 'are damaged' } as const;

/**
 * Opens the database of a folder. One that cannot be read is moved away and begun anew; one of another identity is kept until that
 * identity comes back. Where no file can be had, memory serves.
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

/** Makes room for an identity: its own file, if there is one from earlier, takes the place of the other one's. */
function exchange(
  path: string,
  other: Extract<Unfit, { reason: 'identity' }>,
  options: DatabaseOptions,
): OpenedDatabase {
  const { folder, identity, onWarning } = options;
  // What a key leaves that was never accepted must not take the place of listings that are worth keeping.
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

/** Moves a database away that was found to be damaged while it was open. */
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
  if ('reason' in database) throw new DamagedError('A new file is not as it was written.');
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
  return `No listings can be kept in ${path} (${message}); check the folder and its permissions.`;
}
