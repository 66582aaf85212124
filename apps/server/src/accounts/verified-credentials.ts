import type { Clock } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import type { BasicCredentials } from '../authentication/verifier.ts';
import type { Account, Accounts } from './account.ts';
import { createKeyedFlight } from './keyed-flight.ts';

/** Credentials that were right. Times in milliseconds of the clock. */
interface Checked {
  readonly account: Account;
  readonly rightAt: number;
  /** The last attempt to check them. Later than `rightAt` if it failed. */
  readonly triedAt: number;
  /** When they are checked again. */
  readonly dueAt: number;
}

/** Enough for all devices and spellings of user names of a large household. */
const CACHED_CREDENTIALS = 4096;

/** While credentials cannot be checked again, those that were right are accepted for so long. */
const UNCHECKED_MS = 12 * 3_600_000;
const RETRY_MS = 15_000;

export interface VerifiedCredentialsParts {
  readonly accounts: Accounts;
  readonly clock: Pick<Clock, 'elapsed'>;
  /** Called when credentials that were right are so no longer, and no others of the same account are. */
  readonly onGone: (account: Account) => void;
}

/** Credentials that were right, by digest; after a while they are checked again. */
export interface VerifiedCredentials {
  /** The account of credentials that were right before and still are; undefined: check them as new ones. */
  accountOf(credentials: BasicCredentials, digest: string): Promise<Account | undefined>;
  remember(digest: string, account: Account): Account;
}

export function createVerifiedCredentials({ accounts, clock, onGone }: VerifiedCredentialsParts): VerifiedCredentials {
  const verified = new LRUCache<string, Checked>({ max: CACHED_CREDENTIALS });
  const singleFlight = createKeyedFlight();
  const { checkAgainMs = Number.POSITIVE_INFINITY } = accounts;

  function remember(digest: string, account: Account): Account {
    const rightAt = clock.elapsed();
    verified.set(digest, { account, rightAt, triedAt: rightAt, dueAt: rightAt + checkAgainMs / 2 });
    return account;
  }

  function forget(digest: string, { account }: Checked): void {
    verified.delete(digest);
    const { id } = account.principal;
    if ([...verified.values()].some((other) => other.account.principal.id === id)) return;
    accounts.leave(account);
    onGone(account);
  }

  /** Forgets all credentials of an account that changed; any that stayed would keep its earlier library open. */
  function forgetAccount(account: Account): void {
    for (const [digest, checked] of verified.entries()) if (checked.account === account) verified.delete(digest);
    accounts.leave(account);
    onGone(account);
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
      verified.set(digest, { ...before, triedAt: now, dueAt: now + RETRY_MS });
      return before.account;
    }
  }

  /** The account of credentials that were right before and still are; undefined: check them as new ones. */
  async function accountOf(credentials: BasicCredentials, digest: string): Promise<Account | undefined> {
    const checked = verified.get(digest);
    if (!checked) return undefined;
    if (!accounts.isCurrent(checked.account)) {
      forgetAccount(checked.account);
      return undefined;
    }
    const now = clock.elapsed();
    if (now < checked.dueAt) return checked.account;
    const checking = singleFlight(`again ${digest}`, () => checkAgain(credentials, digest, checked));
    if (now - checked.triedAt >= checkAgainMs || now - checked.rightAt >= UNCHECKED_MS) return checking;
    // No request waits for it; one that does gets its error.
    checking.catch(() => {});
    return checked.account;
  }

  return { accountOf, remember };
}
