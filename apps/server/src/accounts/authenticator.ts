import { type Authenticate, type Client, type Clock, LibraryError } from '@immich-webdav/core';
import { addressKey, plainAddress } from '@immich-webdav/webdav-adapter';
import { digestOf } from '../authentication/constant-time.ts';
import type { GuessLimiter } from '../authentication/guess-limiter.ts';
import type { BasicCredentials } from '../authentication/verifier.ts';
import type { Account, Accounts } from './account.ts';
import { createKeyedFlight } from './keyed-flight.ts';
import { createVerifiedCredentials } from './verified-credentials.ts';

/** A log-in that was checked and refused. */
export interface RefusedLogIn {
  /** As firewalls write it. Empty if unknown. */
  readonly address: string;
  /** As the client sent it. */
  readonly username: string;
  /** How long this refusal locks the client out; 0 = not at all. */
  readonly lockedOutSeconds: number;
  /** It was sent without a password. */
  readonly isBlank?: true;
}

export interface AuthenticatorParts {
  readonly accounts: Accounts;
  readonly limiter: GuessLimiter;
  /** Keys of the limiter under which an attempt counts by its name, beside the address; none unless set. */
  readonly nameKeys?: (credentials: BasicCredentials) => readonly string[];
  readonly clock: Pick<Clock, 'sleep' | 'elapsed'>;
  /** Refusals are answered at multiples of this time, in milliseconds, so that the time does not reveal which names exist; 0 unless set. */
  readonly refusalStepMs?: number;
  /** Called for each request with wrong credentials. Not called for credentials that were not checked. */
  readonly onRefused: (refused: RefusedLogIn) => void;
  /** Called when credentials that were right are so no longer, and no others of the same account are. */
  readonly onGone?: (account: Account) => void;
}

/** The account of right credentials. Rejects with `unauthenticated`, or with `rate-limited` if they were not checked. */
export type Authenticator = (credentials: BasicCredentials, client?: Client) => Promise<Account>;

interface Verdict {
  /** Undefined: the credentials are wrong. */
  readonly account: Account | undefined;
  readonly lockedOutSeconds: number;
}

/** How long a client that is locked out waits for its answer, so that retrying at once gains nothing. */
const DELAY_MS = 1000;
/** Each delayed answer holds a connection. More clients are answered without delay. */
const MOST_DELAYED = 64;

/**
 * Checks credentials and caches right ones. A lock-out applies only to uncached credentials, so that clients behind the same
 * proxy as a guesser still get in. Concurrent requests with the same credentials and address count as one attempt.
 */
export function createAuthenticator(parts: AuthenticatorParts): Authenticator {
  const { accounts, limiter, nameKeys = () => [], clock, refusalStepMs = 0, onRefused, onGone = () => {} } = parts;
  const verified = createVerifiedCredentials({ accounts, clock, onGone });
  const singleFlight = createKeyedFlight();
  let delayed = 0;

  async function delayAnswer(): Promise<void> {
    if (delayed >= MOST_DELAYED) return;
    delayed++;
    await clock.sleep(DELAY_MS);
    delayed--;
  }

  async function check(credentials: BasicCredentials, key: string, digest: string): Promise<Verdict> {
    const begun = clock.elapsed();
    const attempt = await limiter.begin([key, ...nameKeys(credentials)]);
    const account = await accounts.logIn(credentials, attempt.failures).catch(async (error: unknown) => {
      await attempt.takeBack();
      throw error;
    });
    if (!account) {
      const lockedOutSeconds = await attempt.fail();
      if (refusalStepMs > 0) await clock.sleep(refusalStepMs - ((clock.elapsed() - begun) % refusalStepMs));
      return { account, lockedOutSeconds };
    }
    verified.remember(digest, account);
    await attempt.takeBack();
    return { account, lockedOutSeconds: 0 };
  }

  return async (credentials, client) => {
    const { username, password } = credentials;
    const digest = digestOf(username, password);
    const cached = await verified.accountOf(credentials, digest);
    if (cached) return cached;
    const address = client?.address ?? '';
    const key = addressKey(address);
    const verdict = await singleFlight(`${key} ${digest}`, () => check(credentials, key, digest)).catch(
      async (error: unknown) => {
        if (LibraryError.is(error) && error.code === 'rate-limited') await delayAnswer();
        throw error;
      },
    );
    if (verdict.account) return verdict.account;
    const { lockedOutSeconds } = verdict;
    const isBlank = password === '' && ({ isBlank: true } as const);
    onRefused({ address: plainAddress(address), username, lockedOutSeconds, ...isBlank });
    throw new LibraryError('unauthenticated', 'The name or the password is wrong.');
  };
}

/** Signs in with user name and password. */
export const authenticateWith =
  (authenticator: Authenticator): Authenticate =>
  async (credentials, client) => {
    if (credentials?.scheme !== 'basic')
      throw new LibraryError('unauthenticated', 'Log in with the name and password of this server.');
    return (await authenticator(credentials, client)).principal;
  };
