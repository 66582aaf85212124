import type { OpenSession } from './sessions.ts';

export interface FrontendAddress {
  /** Where clients find it, e.g. `http://127.0.0.1:1700/`. */
  readonly url: string;
}

/** A way to present the tree: the presentation port. */
export interface Frontend {
  /** Resolves once requests are answered. Every request opens its session with `openSession`. */
  start(openSession: OpenSession): Promise<FrontendAddress>;
  /** Takes no new clients, lets running downloads finish for a while, and leaves nothing open. */
  stop(): Promise<void>;
}
