import { type Client, type Clock, LibraryError } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import type { RefusedLogIn } from '../logging/log-refused-log-in.ts';
import { addressKey, plainAddress } from './client-address.ts';
import { digestOf } from './constant-time.ts';
import type { GuessLimiter } from './guess-limiter.ts';
import { createTurnAway } from './turn-away.ts';
import type { Verifier } from './verifier.ts';

/** Name and password of Basic authentication. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** Resolves for credentials that are right. Rejects with `unauthenticated`, or with `rate-limited` where they were not checked. */
export type Authenticator = (credentials: BasicCredentials, client?: Client) => Promise<void>;

export interface AuthenticatorParts {
  readonly verify: Verifier;
  readonly limiter: GuessLimiter;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Called for each request that was refused, once its credentials were checked. */
  readonly onRefused: (refused: RefusedLogIn) => void;
}

interface Verdict {
  readonly isRight: boolean;
  /** For how long the address is locked out because of it. */
  readonly lockedOutSeconds: number;
}

/** Enough for every way in which the clients of one account write its name. */
const CACHED_CREDENTIALS = 64;

/**
 * Checks credentials once and caches those that are right: a lock-out concerns only what was not checked yet, so that
 * clients behind the same proxy as a guesser go on. The same credentials from one address at one time are one attempt.
 */
export function createAuthenticator({ verify, limiter, clock, onRefused }: AuthenticatorParts): Authenticator {
  const verified = new LRUCache<string, true>({ max: CACHED_CREDENTIALS });
  const underWay = new Map<string, Promise<Verdict>>();
  const turnAway = createTurnAway(clock);

  async function check(credentials: BasicCredentials, key: string, digest: string): Promise<Verdict> {
    const attempt = await limiter.begin(key);
    const isRight = await verify(credentials, attempt.failures).catch(async (error: unknown) => {
      await attempt.takeBack();
      throw error;
    });
    if (!isRight) return { isRight, lockedOutSeconds: await attempt.fail() };
    verified.set(digest, true);
    await attempt.takeBack();
    return { isRight, lockedOutSeconds: 0 };
  }

  function checkOnce(credentials: BasicCredentials, key: string, digest: string): Promise<Verdict> {
    const flight = `${key} ${digest}`;
    const running = underWay.get(flight) ?? check(credentials, key, digest).finally(() => underWay.delete(flight));
    underWay.set(flight, running);
    return running;
  }

  return async (credentials, client) => {
    const { username, password } = credentials;
    const digest = digestOf(username, password).toString('base64');
    if (verified.get(digest)) return;
    const address = client?.address ?? '';
    const verdict = await checkOnce(credentials, addressKey(address), digest).catch(async (error: unknown) => {
      if (LibraryError.is(error) && error.code === 'rate-limited') await turnAway();
      throw error;
    });
    if (verdict.isRight) return;
    onRefused({ address: plainAddress(address), username, lockedOutSeconds: verdict.lockedOutSeconds });
    throw new LibraryError('unauthenticated', 'The name or the password is wrong.');
  };
}
