import { statSync } from 'node:fs';
import { isShortPassword, shortPasswordAdvice } from '../authentication/short-password.ts';
import type { FileUser } from './users-file.ts';

/** One sentence for each weakness of a file of users. */
export function usersFileWeaknesses(path: string, users: readonly FileUser[]): readonly string[] {
  const short = users.filter(({ secret }) => 'password' in secret && isShortPassword(secret.password));
  return [
    ...(isReadableByOthers(path)
      ? [`USERS_FILE: other users of this machine may read ${path}; make its mode 600.`]
      : []),
    ...short.map(({ name }) => `USERS_FILE, user ${name}: the password ${shortPasswordAdvice}`),
  ];
}

/** A group may be that of the server. Windows has no modes. */
const isReadableByOthers = (path: string): boolean =>
  process.platform !== 'win32' && ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o004) !== 0;
