import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { Clock } from '@immich-webdav/core';
import { equalsInConstantTime } from '../authentication/constant-time.ts';
import { createHashQueue, type HashQueue } from '../authentication/scrypt-verifier.ts';
import { nameKey, withoutDomain } from '../authentication/user-name.ts';
import type { BasicCredentials } from '../authentication/verifier.ts';
import type { Environment } from '../configuration/setting.ts';
import type { Account, Accounts } from './account.ts';
import { type FileUser, readUsersFile } from './users-file.ts';
import { usersFileWeaknesses } from './users-file-weaknesses.ts';

/** A change of the file is noticed by the next request after this time. */
const LOOK_MS = 2000;

export interface FileAccountsOptions {
  readonly file: string;
  /** The settings that those of a user override. */
  readonly environment: Environment;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly hashes?: HashQueue;
  /** Called for each weakness of the file, and when a changed file cannot be used; the users then stay as they were. */
  readonly onWarning: (message: string) => void;
}

interface LoadedUser {
  readonly user: FileUser;
  readonly account: Account;
}

/** Admits the users of a file, and reads it again when it changes. Throws a `ConfigurationError` for a file with problems. */
export function createFileAccounts(options: FileAccountsOptions): Accounts {
  const { file, environment, clock, hashes = createHashQueue(), onWarning } = options;
  // Before the file is read: a change in between is noticed later.
  let mark = markOf(file);
  let loaded = reload(new Map());
  let lookedAt = clock.elapsed();

  function reload(before: ReadonlyMap<string, LoadedUser>): ReadonlyMap<string, LoadedUser> {
    const now = load(file, environment, before);
    const users = [...now.values()].map(({ user }) => user);
    for (const weakness of usersFileWeaknesses(file, users)) onWarning(weakness);
    return now;
  }

  function look(): void {
    if (clock.elapsed() - lookedAt < LOOK_MS) return;
    lookedAt = clock.elapsed();
    const now = markOf(file);
    if (now === mark) return;
    mark = now;
    try {
      loaded = reload(loaded);
    } catch (error) {
      onWarning(`${String(error instanceof Error ? error.message : error)} The users stay as they were.`);
    }
  }

  return {
    checkAgainMs: undefined,
    async logIn({ username, password }: BasicCredentials, failures = 0) {
      look();
      const found = loaded.get(nameKey(username)) ?? loaded.get(nameKey(withoutDomain(username)));
      const isRight = await fits(found?.user, [...loaded.values()], password, hashes, failures);
      return isRight ? found?.account : undefined;
    },
    isCurrent(account) {
      look();
      return [...loaded.values()].some((one) => one.account === account);
    },
    leave: () => {},
    close: async () => {},
  };
}

/** An account stays the same object while nothing of its user changed. */
function load(
  file: string,
  environment: Environment,
  before: ReadonlyMap<string, LoadedUser>,
): ReadonlyMap<string, LoadedUser> {
  const users = readUsersFile(file, environment).map((user): readonly [string, LoadedUser] => {
    const key = nameKey(user.name);
    const old = before.get(key);
    if (old && JSON.stringify(old.user) === JSON.stringify(user)) return [key, old];
    const { name, configuration } = user;
    const account: Account = {
      principal: { id: `file-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`, name },
      credentials: () => ({ apiKey: configuration.immich.apiKey }),
      configuration,
    };
    return [key, { user, account }];
  });
  return new Map(users);
}

/** A hash is checked for every name if one is for any, so that the time does not reveal which names exist. */
async function fits(
  user: FileUser | undefined,
  all: readonly LoadedUser[],
  password: string,
  hashes: HashQueue,
  failures: number,
): Promise<boolean> {
  const someHash = all.flatMap(({ user: { secret } }) => ('passwordHash' in secret ? [secret.passwordHash] : []))[0];
  const secret: Partial<Record<'password' | 'passwordHash', string>> = user?.secret ?? {};
  const hash = secret.passwordHash ?? someHash;
  const fitsHash = hash === undefined ? false : await hashes(password, hash, failures);
  const expected = secret.password ?? '';
  const fitsText = equalsInConstantTime(password.normalize('NFC'), expected.normalize('NFC')) && expected !== '';
  return secret.passwordHash === undefined ? fitsText : fitsHash;
}

/** Changes with the file. */
function markOf(file: string): string {
  const { mtimeMs = 0, size = 0, ino = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return `${mtimeMs} ${size} ${ino}`;
}
