import type { Principal } from '@immich-webdav/core';
import type { ImmichCredentials } from '@immich-webdav/immich-adapter';
import type { BasicCredentials } from '../authentication/verifier.ts';
import type { Configuration } from '../configuration/configuration.ts';

/** A principal, and how to open its library. */
export interface Account {
  readonly principal: Principal;
  /** Called for each request to Immich, so that a new session replaces one that ended. */
  readonly credentials: () => ImmichCredentials;
  /** The settings of this account. */
  readonly configuration: Configuration;
}

/** The accounts that may log in. */
export interface Accounts {
  /**
   * The account of some credentials; undefined for wrong ones. `failures` counts earlier ones; it is absent for credentials that were
   * right before. Rejects with a `LibraryError` when they cannot be checked.
   */
  logIn(credentials: BasicCredentials, failures?: number): Promise<Account | undefined>;
  /** False: the account is no longer as it was when its credentials were checked. */
  isCurrent(account: Account): boolean;
  /** Credentials are checked again after so many milliseconds; undefined = never. */
  readonly checkAgainMs: number | undefined;
  /** Ends what belongs to an account without right credentials, such as its sessions. */
  leave(account: Account): void;
  close(): Promise<void>;
}
