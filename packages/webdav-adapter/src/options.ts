import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DownloadLimits } from './content/download-limits.ts';
import type { HttpLimits } from './http/limits.ts';

/** A request and its answer, reported once the answer is sent or the client is gone. */
export interface RequestInfo {
  readonly method: string;
  /** As requested, still percent-encoded, without the query. */
  readonly path: string;
  readonly status: number;
  /** From the request's headers to the end of the answer. */
  readonly ms: number;
  /** Bytes written to the connection, headers included. */
  readonly bytes: number;
  /** Id of the principal; absent where nobody was signed in. */
  readonly principal?: string;
}

export interface WebdavFrontendOptions {
  readonly host: string;
  /** 0 takes a free port; the address that `start` resolves to tells which. */
  readonly port: number;
  /** Where the tree hangs, e.g. `/photos/`; `/` unless set. */
  readonly basePath?: string;
  /** What a client shows when it asks for a password; `Immich` unless set. */
  readonly realm?: string;
  /** True: requests without credentials are answered 401 without asking the tree provider. */
  readonly requireCredentials: boolean;
  /** Answers requests that are not of the tree, e.g. health pages; true = it has answered or will. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
  readonly onRequest?: (info: RequestInfo) => void;
  /** Errors that are nobody's but the program's or the library's; the client was answered already. */
  readonly onError?: (error: unknown) => void;
  /** How long `stop` lets running downloads finish, in milliseconds; 10,000 unless set. */
  readonly drainMs?: number;
  /** What each client may take of the HTTP server; `defaultHttpLimits` for what is absent. */
  readonly limits?: Partial<HttpLimits>;
  /** How many files may be sent at a time; `defaultDownloadLimits` for what is absent. */
  readonly downloads?: Partial<DownloadLimits>;
  /** How many bytes of rendered listings are kept; 64 MiB unless set. */
  readonly cacheBytes?: number;
}
