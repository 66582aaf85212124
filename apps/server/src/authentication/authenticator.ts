import { type Authenticate, type Client, type Clock, LibraryError } from '@immich-webdav/core';
import { addressKey, plainAddress } from '@immich-webdav/webdav-adapter';
import { LRUCache } from 'lru-cache';
import type { Account, Accounts } from './account.ts';
import { digestOf } from './constant-time.ts';
import type { GuessLimiter } from './guess-limiter.ts';
import type { BasicCredentials } from './verifier.ts';

/** A log-in that was checked and refused. */
export interface RefusedLogIn {
  /** As firewalls write it. Empty if unknown. */
  readonly address: string;
  /** As the client sent it. */
  readonly username: string;
  /** How long this refusal locks the client out; 0 = not at all. */
  readonly lockedOutSeconds: number;
}

export interface AuthenticatorParts {
  readonly accounts: Accounts;
  readonly limiter: GuessLimiter;
  /** Keys of the limiter under which a name counts, beside the address; none unless set. */
  readonly nameKeys?: (username: string) => readonly string[];
  readonly clock: Pick<Clock, 'sleep' | 'elapsed'>;
  /** Refusals are answered at multiples of this time after the request, so that it does not tell which names exist; 0 unless set. */
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

/** Credentials that were right. Times in milliseconds of the clock. */
interface Checked {
  readonly account: Account;
  readonly rightAt: number;
  /** When they are checked again. */
  readonly dueAt: number;
  /** The last attempt to check them again failed. */
  readonly isUncertain: boolean;
}

/** Enough for all devices and spellings of user names of a large household. */
const CACHED_CREDENTIALS = 4096;

/** How long a client that is locked out waits for its answer, so that retrying at once gains nothing. */
const DELAY_MS = 1000;
/** Each delayed answer holds a connection. More clients are answered without delay. */
const MOST_DELAYED = 64;
/** While credentials cannot be checked again, those that were right are accepted for so long. */
const UNCHECKED_MS = 12 * 3_600_000;
const RETRY_MS = 15_000;

/**
 * Checks credentials and caches right ones. A lock-out applies only to uncached credentials, so that clients behind the same
 * proxy as a guesser still get in. Concurrent requests with the same credentials and address count as one attempt.
 */
export function createAuthenticator(parts: AuthenticatorParts): Authenticator {
  const { accounts, limiter, nameKeys = () => [], clock, refusalStepMs = 0, onRefused, onGone = () => {} } = parts;
  const verified = new LRUCache<string, Checked>({ max: CACHED_CREDENTIALS });
  const checks = new Map<string, Promise<unknown>>();
  let delayed = 0;

  async function delayAnswer(): Promise<void> {
    if (delayed >= MOST_DELAYED) return;
    delayed++;
    await clock.sleep(DELAY_MS);
    delayed--;
  }

  /** Concurrent calls with one key share the result. */
  function once<T>(key: string, work: () => Promise<T>): Promise<T> {
    const running = (checks.get(key) as Promise<T> | undefined) ?? work().finally(() => checks.delete(key));
    checks.set(key, running);
    return running;
  }

  function remember(digest: string, account: Account): Account {
    const rightAt = clock.elapsed();
    const dueAt = rightAt + (accounts.checkAgainMs ?? Number.POSITIVE_INFINITY) / 2;
    verified.set(digest, { account, rightAt, dueAt, isUncertain: false });
    return account;
  }

  function forget(digest: string, { account }: Checked): void {
    verified.delete(digest);
    const { id } = account.principal;
    if ([...verified.values()].some((other) => other.account.principal.id === id)) return;
    accounts.leave(account);
    onGone(account);
  }

  async function check(credentials: BasicCredentials, key: string, digest: string): Promise<Verdict> {
    const begun = clock.elapsed();
    const attempt = await limiter.begin([key, ...nameKeys(credentials.username)]);
    const account = await accounts.logIn(credentials, attempt.failures).catch(async (error: unknown) => {
      await attempt.takeBack();
      throw error;
    });
    if (!account) {
      const lockedOutSeconds = await attempt.fail();
      if (refusalStepMs > 0) await clock.sleep(refusalStepMs - ((clock.elapsed() - begun) % refusalStepMs));
      return { account, lockedOutSeconds };
    }
    remember(digest, account);
    await attempt.takeBack();
    return { account, lockedOutSeconds: 0 };
  }

  /** Checks credentials that were right before. Undefined: they are wrong by now. */
  async function checkAgain(
    credentials: BasicCredentials,
    digest: string,
    before: Checked,
  ): Promise<Account | undefined> {
    try {
      const account = await accounts.logIn(credentials);
      if (account) return remember(digest, account);
      forget(digest, before);
      return undefined;
    } catch (error) {
      const now = clock.elapsed();
      if (now - before.rightAt >= UNCHECKED_MS) throw error;
      verified.set(digest, { ...before, dueAt: now + RETRY_MS, isUncertain: true });
      return before.account;
    }
  }

  /** The account of credentials that were right before and still are; undefined: check them as new ones. */
  async function cachedAccount(credentials: BasicCredentials, digest: string): Promise<Account | undefined> {
    const checked = verified.get(digest);
    if (!checked) return undefined;
    if (!accounts.isCurrent(checked.account)) {
      forget(digest, checked);
      return undefined;
    }
    const now = clock.elapsed();
    if (now < checked.dueAt) return checked.account;
    const checking = once(`again ${digest}`, () => checkAgain(credentials, digest, checked));
    const age = now - checked.rightAt;
    const isOld = age >= (checked.isUncertain ? UNCHECKED_MS : (accounts.checkAgainMs ?? 0));
    if (isOld) return checking;
    // No request waits for it; one that does gets its error.
    checking.catch(() => {});
    return checked.account;
  }

  return async (credentials, client) => {
    const { username, password } = credentials;
    const digest = digestOf(username, password).toString('base64');
    const cached = await cachedAccount(credentials, digest);
    if (cached) return cached;
    const address = client?.address ?? '';
    const key = addressKey(address);
    const verdict = await once(`${key} ${digest}`, () => check(credentials, key, digest)).catch(
      async (error: unknown) => {
        if (LibraryError.is(error) && error.code === 'rate-limited') await delayAnswer();
        throw error;
      },
    );
    if (verdict.account) return verdict.account;
    onRefused({ address: plainAddress(address), username, lockedOutSeconds: verdict.lockedOutSeconds });
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
