import type { ResourceTree } from './resource-tree.ts';

/** What a client said it is. Never logged. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where a request comes from. */
export interface Client {
  /** The IP address of the other end of the connection, as Node writes it. Behind a reverse proxy it is the proxy's. */
  readonly address: string;
}

/**
 * The tree that a client may see. Rejects with `unauthenticated` where there is none for these credentials, with
 * `rate-limited` where the client guessed too often. Called for every request; a front end of networks passes the client.
 */
export type TreeProvider = (credentials: Credentials | undefined, client?: Client) => Promise<ResourceTree>;

export interface FrontendAddress {
  /** Where clients find it, e.g. `http://127.0.0.1:1700/`. */
  readonly url: string;
}

/** A way to present the tree: the presentation port. */
export interface Frontend {
  /** Resolves once clients are answered. */
  start(trees: TreeProvider): Promise<FrontendAddress>;
  /** Takes no new clients, lets running downloads finish for a while, and leaves nothing open. */
  stop(): Promise<void>;
}
