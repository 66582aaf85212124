import type { ResourceTree } from './resource-tree.ts';

/** What a client said it is. Never logged. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The tree that a client may see; rejects with `unauthenticated` where there is none for it. Called for every request. */
export type TreeProvider = (credentials: Credentials | undefined) => Promise<ResourceTree>;

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
