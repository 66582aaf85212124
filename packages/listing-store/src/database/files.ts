import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Suffixes of the files of one SQLite database: the database, its log with the index, and the rollback journal. */
const suffixes = ['', '-wal', '-shm', '-journal'] as const;

const OWNER_ONLY = 0o600;

/** Renames a database with its log. Replaces an existing target. */
export function renameDatabase(path: string, target: string): void {
  removeDatabase(target);
  for (const suffix of suffixes) {
    if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  }
}

/** Removes a database with its log, if it exists. */
export function removeDatabase(path: string): void {
  for (const suffix of suffixes) rmSync(path + suffix, { force: true });
}

/** Renames an unreadable database, so that it can be examined, and returns its new path. Replaces an earlier one. */
export function setAside(path: string): string {
  const target = setAsidePath(path);
  renameDatabase(path, target);
  return target;
}

const setAsidePath = (path: string): string => `${path}.set-aside`;

/**
 * Creates the file of a database if it is absent, and makes it, its companions and those set aside accessible to their owner only.
 * SQLite gives new companions the mode of the database. Returns the paths whose mode cannot be changed.
 */
export function keepFilesPrivate(path: string): readonly string[] {
  closeSync(openSync(path, 'a', OWNER_ONLY));
  return [path, setAsidePath(path)]
    .flatMap((file) => suffixes.map((suffix) => file + suffix))
    .filter((file) => existsSync(file) && !isPrivate(file));
}

function isPrivate(file: string): boolean {
  try {
    chmodSync(file, OWNER_ONLY);
    return true;
  } catch {
    return false;
  }
}

/**
 * Creates a folder and missing parents, accessible to their owner only. Throws Node's error. Does not use `mkdir` with `recursive`,
 * which never returns on file systems without writable folders, such as `/proc`.
 */
export function makeFolder(path: string): void {
  try {
    makeOne(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    makeOne(path);
  }
}

function makeOne(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
