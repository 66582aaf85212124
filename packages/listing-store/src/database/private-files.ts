import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { companions } from './companions.ts';
import { setAsidePath } from './set-aside.ts';

const OWNER_ONLY = 0o600;

/**
 * Makes the file of a database where there is none, and takes it, SQLite's companions and those set aside from everyone
 * but their owner. SQLite gives a new companion the mode of its database. Returns the paths whose mode cannot be changed.
 */
export function keepFilesPrivate(path: string): readonly string[] {
  closeSync(openSync(path, 'a', OWNER_ONLY));
  return [path, setAsidePath(path)]
    .flatMap((file) => companions.map((ending) => file + ending))
    .filter((file) => existsSync(file) && !isChanged(file));
}

function isChanged(file: string): boolean {
  try {
    chmodSync(file, OWNER_ONLY);
    return true;
  } catch {
    return false;
  }
}
