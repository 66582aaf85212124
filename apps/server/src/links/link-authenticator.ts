import { type Client, type Clock, type Credentials, LibraryError } from '@immich-webdav/core';
import { addressKey } from '@immich-webdav/webdav-adapter';
import { LRUCache } from 'lru-cache';
import type { Account } from '../accounts/account.ts';
import { type AuthenticatorParts, createAuthenticator } from '../accounts/authenticator.ts';
import { linkDigest } from './link-name.ts';

/** The account of a link, by its name and a password. Rejects with `unauthenticated`, or with `rate-limited` if it was not checked. */
export type LinkAuthenticator = (
  name: string,
  credentials: Credentials | undefined,
  client: Client | undefined,
) => Promise<Account>;

export type LinkAuthenticatorParts = Omit<AuthenticatorParts, 'nameKeys' | 'clock'> & {
  readonly clock: Pick<Clock, 'sleep' | 'elapsed'>;
};

/** Clients begin each connection without a password. In this time, that counts as one attempt. */
const REFUSED_MS = 60_000;
/** After a right password from the same address, it counts as none in this time: an address that opened the link guesses nothing. */
const PROVEN_MS = 3_600_000;
const MOST_REFUSED = 10_000;

/**
 * Authenticates for shared links. Without a password, an unknown link and one that needs a password are refused alike, and count as one
 * attempt a minute for each address, however often a client repeats it. Such a refusal is reported only if it locks the address out,
 * because every client of a link with a password causes some.
 */
export function createLinkAuthenticator({ onRefused, ...parts }: LinkAuthenticatorParts): LinkAuthenticator {
  const { clock } = parts;
  /** Until when requests without a password are refused unchecked. */
  const refusedUntil = new LRUCache<string, number>({ max: MOST_REFUSED });
  const authenticate = createAuthenticator({
    ...parts,
    // Every client of a link with a password begins without it; such attempts must not lock the link out for others.
    nameKeys: ({ username, password }) => (password === '' ? [] : [`link ${linkDigest(username)}`]),
    onRefused(refused) {
      if (refused.isBlank !== true || refused.lockedOutSeconds > 0)
        onRefused({ ...refused, username: `s/${refused.username}` });
    },
  });
  return async (name, credentials, client) => {
    const password = credentials?.scheme === 'basic' ? credentials.password : '';
    const attempt = `${addressKey(client?.address)} ${linkDigest(name)}`;
    if (password === '' && clock.elapsed() < (refusedUntil.get(attempt) ?? 0)) throw refusal();
    try {
      const account = await authenticate({ username: name, password }, client);
      if (account.link?.current().token !== undefined) refusedUntil.set(attempt, clock.elapsed() + PROVEN_MS);
      else refusedUntil.delete(attempt);
      return account;
    } catch (error) {
      if (!LibraryError.is(error) || error.code !== 'unauthenticated') throw error;
      if (password === '') refusedUntil.set(attempt, clock.elapsed() + REFUSED_MS);
      throw refusal();
    }
  };
}

const refusal = (): LibraryError =>
  new LibraryError('unauthenticated', 'There is no such link, or it needs another password; any user name will do.');
