import { existsSync, renameSync, rmSync } from 'node:fs';
import { companions } from './companions.ts';

/** Where a database goes that is not read any more. */
export const setAsidePath = (path: string): string => `${path}.set-aside`;

/** Renames a database, its log included: nothing is lost that someone may want to look at. The one set aside before goes. */
export function setAside(path: string): string {
  const target = setAsidePath(path);
  for (const ending of companions) {
    rmSync(target + ending, { force: true });
    if (existsSync(path + ending)) renameSync(path + ending, target + ending);
  }
  return target;
}
