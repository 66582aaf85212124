import { existsSync, renameSync, rmSync } from 'node:fs';
import { companions } from './companions.ts';

/** Renames a database, its log included. What has the new name already goes. */
export function renameDatabase(path: string, target: string): void {
  removeDatabase(target);
  for (const ending of companions) {
    if (existsSync(path + ending)) renameSync(path + ending, target + ending);
  }
}

/** Removes a database, its log included, if it is there. */
export function removeDatabase(path: string): void {
  for (const ending of companions) rmSync(path + ending, { force: true });
}
