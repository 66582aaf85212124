import { existsSync, renameSync, rmSync } from 'node:fs';

/** What SQLite keeps beside its file. */
const companions = ['', '-wal', '-shm'];

/** Renames a database, its log included: nothing is lost that someone may want to look at. The one set aside before goes. */
export function setAside(path: string): string {
  const target = `${path}.set-aside`;
  for (const suffix of companions) {
    rmSync(target + suffix, { force: true });
    if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  }
  return target;
}
