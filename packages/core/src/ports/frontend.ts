import type { OpenSession } from './sessions.ts';

export interface FrontendAddress {
  /** URL for clients, e.g. `http://127.0.0.1:1700/`. */
  readonly url: string;
}

/** Serves sessions to clients, e.g. over WebDAV. */
export interface Frontend {
  /** Resolves once requests are answered. Every request opens its session with `openSession`. */
  start(openSession: OpenSession): Promise<FrontendAddress>;
  /** Accepts no new clients, lets running downloads finish for a limited time, and closes every connection. */
  stop(): Promise<void>;
}
