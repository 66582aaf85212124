import { join } from 'node:path';
import type { KeptEntry } from '../records/entry-record.ts';
import { type Database, openDatabase, type Unfit } from './database.ts';
import { makeFolder } from './make-folder.ts';
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
  readonly entries: Map<string, KeptEntry> | undefined;
}

const fileName = 'listings.db';
const inMemory = ':memory:';

const reasons: { readonly [Reason in Unfit]: string } = {
  format: 'are of another version of this program',
  identity: 'are of another library or another API key',
  damage: 'are damaged',
};

/** Opens the database of a folder; one that is not fit is set aside and begun anew, and where none can be had, memory serves. */
export function openOrRebuild({ folder, identity, onWarning }: DatabaseOptions): OpenedDatabase {
  if (folder === inMemory) return begin(inMemory, identity);
  const path = join(folder, fileName);
  try {
    makeFolder(folder);
    keepPrivate(path, onWarning);
    const found = open(path, identity);
    if (typeof found !== 'string') return found;
    onWarning(
      `The kept listings in ${path} ${reasons[found]}; they were set aside as ${setAside(path)} and begin anew.`,
    );
    keepPrivate(path, onWarning);
    return begin(path, identity);
  } catch (error) {
    onWarning(`${whyNot(path, error)} Listings are kept in memory until the next start.`);
    return begin(inMemory, identity);
  }
}

/** Sets a database aside that was found to be damaged while it was open. */
export function rebuild({ folder, ...options }: DatabaseOptions): OpenedDatabase {
  try {
    if (folder !== inMemory) {
      const path = join(folder, fileName);
      options.onWarning(`The kept listings in ${path} ${reasons.damage}; they were set aside as ${setAside(path)}.`);
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
  if (typeof database === 'string') throw new DamagedError('A new file is not as it was written.');
  return { database, entries: undefined };
}

function open(path: string, identity: string): OpenedDatabase | Unfit {
  let database: Database | Unfit | undefined;
  try {
    database = openDatabase(path, identity);
    return typeof database === 'string' ? database : { database, entries: database.readEntries() };
  } catch (error) {
    if (typeof database === 'object') database.close();
    if (isDamage(error)) return 'damage';
    throw error;
  }
}

function whyNot(path: string, error: unknown): string {
  if (isInUse(error)) return `Another program has ${path} open; give each its own folder.`;
  const message = error instanceof Error ? error.message : String(error);
  return `No listings can be kept in ${path} (${message}); check the folder and its permissions.`;
}
