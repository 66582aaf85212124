import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { removeDatabase, renameDatabase } from './files.ts';

/** Databases of other identities that stay. Limits what repeatedly renewed keys leave behind. */
const MOST_PARKED = 3;

/** Renames the database of an identity for a later `unpark`. */
export function park(path: string, identity: string): void {
  const target = parkedPath(path, identity);
  renameDatabase(path, target);
  const now = new Date();
  utimesSync(target, now, now);
  removeOldest(path);
}

/** Restores the parked database of an identity, if there is one. */
export function unpark(path: string, identity: string): void {
  const parked = parkedPath(path, identity);
  if (existsSync(parked)) renameDatabase(parked, path);
}

const parkedPath = (path: string, identity: string): string =>
  `${path}.of-${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`;

function removeOldest(path: string): void {
  const prefix = `${basename(path)}.of-`;
  const parked = readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix) && !/-(wal|shm|journal)$/.test(name))
    .map((name) => join(dirname(path), name));
  const parkedAt = new Map(parked.map((each) => [each, statSync(each).mtimeMs]));
  parked.sort((one, other) => (parkedAt.get(other) ?? 0) - (parkedAt.get(one) ?? 0));
  for (const each of parked.slice(MOST_PARKED)) removeDatabase(each);
}
