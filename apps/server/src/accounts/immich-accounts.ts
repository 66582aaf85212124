import { LibraryError, type RequestOptions } from '@immich-webdav/core';
import type { ImmichCredentials, ImmichLogIn } from '@immich-webdav/immich-adapter';
import { looksLikeKey } from '../authentication/looks-like-key.ts';
import { withoutDomain } from '../authentication/user-name.ts';
import type { BasicCredentials } from '../authentication/verifier.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Account, Accounts } from './account.ts';

/** A revoked key, a changed password and a removed user are refused within this time. */
const CHECK_AGAIN_MS = 60_000;

/** Requests that began with the session before the newest one are still under way. */
const OPEN_SESSIONS = 2;

/** A flood of new log-ins is refused beyond this; at some 20 ms each, the last one waits for about 5 s. */
const MOST_WAITING = 256;

interface OpenAccount {
  readonly account: Account;
  /** Tokens of open sessions, newest last. Empty for an API key. */
  readonly tokens: string[];
}

/**
 * Admits everyone with an account of Immich: by e-mail and password, or by any name and an API key in place of the password. Two API
 * keys of one person are two accounts, because their permissions may differ. Each check of a password opens a session, which replaces
 * the one before.
 */
export function createImmichAccounts(immich: ImmichLogIn, configuration: Configuration): Accounts {
  const accounts = new Map<string, OpenAccount>();
  let waiting = 0;

  function accountOf(
    id: string,
    name: string,
    credentials: (tokens: readonly string[]) => ImmichCredentials,
  ): OpenAccount {
    const open = accounts.get(id);
    if (open) return open;
    const tokens: string[] = [];
    const account: Account = {
      principal: { id, name },
      credentials: () => credentials(tokens),
      configuration: { ...configuration, store: { ...configuration.store, identity: id } },
    };
    const opened = { account, tokens };
    accounts.set(id, opened);
    return opened;
  }

  async function byKey(
    { username, password: apiKey }: BasicCredentials,
    options: RequestOptions,
  ): Promise<Account | undefined> {
    const keyId = looksLikeKey(apiKey) ? await immich.keyId(apiKey, options) : undefined;
    return keyId === undefined ? undefined : accountOf(`key-${keyId}`, username, () => ({ apiKey })).account;
  }

  async function byPassword(
    { username, password }: BasicCredentials,
    options: RequestOptions,
  ): Promise<Account | undefined> {
    const session = await immich.logIn(withoutDomain(username).normalize('NFC'), password, options);
    if (!session) return undefined;
    const { account, tokens } = accountOf(`user-${session.userId}`, session.name, (open) => ({
      accessToken: open.at(-1) ?? '',
    }));
    tokens.push(session.accessToken);
    for (const token of tokens.splice(0, tokens.length - OPEN_SESSIONS)) void logOut(token);
    return account;
  }

  const logOut = (token: string): Promise<void> => immich.logOut(token).catch(() => {});

  return {
    checkAgainMs: CHECK_AGAIN_MS,
    async logIn(credentials, failures) {
      const isNew = failures !== undefined;
      if (isNew && waiting >= MOST_WAITING) throw tooMany();
      // Checks of those who were logged in do not wait for guesses.
      const options = { background: isNew };
      waiting++;
      try {
        return (await byKey(credentials, options)) ?? (await byPassword(credentials, options));
      } finally {
        waiting--;
      }
    },
    isCurrent: (account) => accounts.get(account.principal.id)?.account === account,
    leave(account) {
      const { id } = account.principal;
      const open = accounts.get(id);
      if (open?.account !== account) return;
      accounts.delete(id);
      for (const token of open.tokens) void logOut(token);
    },
    async close() {
      const tokens = [...accounts.values()].flatMap((open) => open.tokens);
      accounts.clear();
      await Promise.all(tokens.map(logOut));
      await immich.close();
    },
  };
}

const tooMany = (): LibraryError =>
  new LibraryError('rate-limited', 'Too many log-ins are being checked; try again in a moment.', {
    retryAfterMs: 5000,
  });
