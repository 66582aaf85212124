import { renameDatabase } from './files.ts';

/** Where a database goes that is not read any more. */
export const setAsidePath = (path: string): string => `${path}.set-aside`;

/** Renames a database that cannot be read: nothing is lost that someone may want to look at. The one set aside before goes. */
export function setAside(path: string): string {
  const target = setAsidePath(path);
  renameDatabase(path, target);
  return target;
}
