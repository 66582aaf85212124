import type { Principal } from '@immich-webdav/core';
import type { ImmichCredentials, ImmichLink } from '@immich-webdav/immich-adapter';
import type { BasicCredentials } from '../authentication/verifier.ts';
import type { Configuration } from '../configuration/configuration.ts';

/** A principal, and how to open its library. */
export interface Account {
  readonly principal: Principal;
  /** Called for each request to Immich, so that a new session replaces one that ended. */
  readonly credentials: () => ImmichCredentials;
  /** The settings of this account. */
  readonly configuration: Configuration;
  /** Present: the account of a shared link, which reads the link and nothing else. */
  readonly link?: LinkAccess;
}

/** How the library of a shared link is read. */
export interface LinkAccess {
  /** The link as it was opened last. */
  readonly current: () => ImmichLink;
  /** Called when Immich refuses the link. */
  readonly onRefused: () => void;
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
