import type { ResourceTree } from './resource-tree.ts';

/** Who is signed in. */
export interface Principal {
  /** Stable and safe to log: key of stores, owner of locks. */
  readonly id: string;
  /** Name for display. */
  readonly name: string;
}

/** Credentials of a request. Never logged. */
export type Credentials =
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string }
  | { readonly scheme: 'bearer' | 'cookie'; readonly token: string };

/** The client of a request. */
export interface Client {
  /** IP address of the client, or of the other end of the connection if a proxy does not report it. Empty if unknown. */
  readonly address: string;
}

/**
 * The principal of some credentials. `unauthenticated` for invalid credentials, `rate-limited` for a client with too many
 * failed attempts. Called for every request; a front end that serves a network passes the client.
 */
export type Authenticate = (credentials: Credentials | undefined, client?: Client) => Promise<Principal>;

/** The library of one principal. */
export interface Session {
  readonly principal: Principal;
  readonly tree: ResourceTree;
  /**
   * Call it when the answer to the request is complete or cut: a pool may close the library once none of its sessions is left. Absent:
   * the library stays open in any case.
   */
  readonly end?: () => void;
}

/** One library for each principal: opened on first use and shared by all of the principal's requests. */
export interface LibraryPool {
  /** `unavailable` when as many libraries are open as may be, and all of them are in use. */
  session(principal: Principal): Promise<Session>;
  /** Closes the library of a principal who is no longer admitted, also while requests use it. Resolves when it has stopped. */
  forget(principalId: string): Promise<void>;
  /** Stops every library, and waits until all have stopped. */
  close(): Promise<void>;
}

/**
 * Opens the tree of a shared link by its key or another name that it has. Rejects as `Authenticate` does, in the same way for an
 * unknown link and for a wrong password.
 */
export type OpenLink = (name: string, credentials: Credentials | undefined, client?: Client) => Promise<Session>;

/** Signs a request in: authenticates it and finds the session. Rejects as `Authenticate` does. */
export type OpenSession = (credentials: Credentials | undefined, client?: Client) => Promise<Session>;
