import type { ResourceTree } from './resource-tree.ts';

/** Who is signed in. */
export interface Principal {
  /** Stable and safe to log: key of stores, owner of locks. */
  readonly id: string;
  /** As people write it. */
  readonly name: string;
}

/** What a request proves its principal with. Never logged. */
export type Credentials =
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string }
  | { readonly scheme: 'bearer' | 'cookie'; readonly token: string };

/** Where a request comes from. */
export interface Client {
  /** The IP address of the other end of the connection, as Node writes it. Behind a reverse proxy it is the proxy's. */
  readonly address: string;
}

/**
 * The principal of some credentials. Rejects with `unauthenticated` where there is none, and with `rate-limited` where the client
 * guessed too often. Called for every request; a front end that serves a network passes the client.
 */
export type Authenticate = (credentials: Credentials | undefined, client?: Client) => Promise<Principal>;

/** What one principal may use. */
export interface Session {
  readonly principal: Principal;
  readonly tree: ResourceTree;
}

/** One library for each principal: opened on first use and shared by all of the principal's requests. */
export interface LibraryPool {
  session(principal: Principal): Promise<Session>;
  /** Stops every library. */
  close(): Promise<void>;
}

/** Signs a request in: authenticates it and finds the session. Rejects as `Authenticate` does. */
export type OpenSession = (credentials: Credentials | undefined, client?: Client) => Promise<Session>;
