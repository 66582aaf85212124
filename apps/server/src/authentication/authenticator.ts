import { type Authenticate, type Client, type Clock, LibraryError, type Principal } from '@immich-webdav/core';
import { addressKey, plainAddress } from '@immich-webdav/webdav-adapter';
import { LRUCache } from 'lru-cache';
import { digestOf } from './constant-time.ts';
import type { GuessLimiter } from './guess-limiter.ts';
import type { BasicCredentials, Verifier } from './verifier.ts';

/** A log-in that was checked and refused. */
export interface RefusedLogIn {
  /** As firewalls write it. Empty if unknown. */
  readonly address: string;
  /** As the client sent it. */
  readonly username: string;
  /** How long this refusal locks the address out; 0 = not at all. */
  readonly lockedOutSeconds: number;
}

/** Resolves for right credentials. Rejects with `unauthenticated`, or with `rate-limited` if they were not checked. */
export type Authenticator = (credentials: BasicCredentials, client?: Client) => Promise<void>;

export interface AuthenticatorParts {
  readonly verify: Verifier;
  readonly limiter: GuessLimiter;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Called for each request with wrong credentials. Not called for credentials that were not checked. */
  readonly onRefused: (refused: RefusedLogIn) => void;
}

interface Verdict {
  readonly isRight: boolean;
  readonly lockedOutSeconds: number;
}

/** Enough for all spellings of one user name. */
const CACHED_CREDENTIALS = 64;

/** How long a client that is locked out waits for its answer, so that retrying at once gains nothing. */
const DELAY_MS = 1000;
/** Each delayed answer holds a connection. More clients are answered without delay. */
const MOST_DELAYED = 64;

/**
 * Checks credentials and caches right ones. A lock-out applies only to uncached credentials, so that clients behind the same
 * proxy as a guesser still get in. Concurrent requests with the same credentials and address count as one attempt.
 */
export function createAuthenticator({ verify, limiter, clock, onRefused }: AuthenticatorParts): Authenticator {
  const verified = new LRUCache<string, true>({ max: CACHED_CREDENTIALS });
  const checks = new Map<string, Promise<Verdict>>();
  let delayed = 0;

  async function delayAnswer(): Promise<void> {
    if (delayed >= MOST_DELAYED) return;
    delayed++;
    await clock.sleep(DELAY_MS);
    delayed--;
  }

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

  function sharedCheck(credentials: BasicCredentials, key: string, digest: string): Promise<Verdict> {
    const flight = `${key} ${digest}`;
    const running = checks.get(flight) ?? check(credentials, key, digest).finally(() => checks.delete(flight));
    checks.set(flight, running);
    return running;
  }

  return async (credentials, client) => {
    const { username, password } = credentials;
    const digest = digestOf(username, password).toString('base64');
    if (verified.get(digest)) return;
    const address = client?.address ?? '';
    const verdict = await sharedCheck(credentials, addressKey(address), digest).catch(async (error: unknown) => {
      if (LibraryError.is(error) && error.code === 'rate-limited') await delayAnswer();
      throw error;
    });
    if (verdict.isRight) return;
    onRefused({ address: plainAddress(address), username, lockedOutSeconds: verdict.lockedOutSeconds });
    throw new LibraryError('unauthenticated', 'The name or the password is wrong.');
  };
}

/** Signs in every client as the same principal. With an authenticator, only those with right credentials. */
export function authenticateAs(principal: Principal, check: Authenticator | undefined): Authenticate {
  if (!check) return async () => principal;
  return async (credentials, client) => {
    if (credentials?.scheme !== 'basic')
      throw new LibraryError('unauthenticated', 'Log in with the name and password of this server.');
    await check(credentials, client);
    return principal;
  };
}
