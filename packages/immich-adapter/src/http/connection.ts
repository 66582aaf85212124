import { Agent, type Dispatcher } from 'undici';
import { apiUrl } from './api-url.ts';
import { createQuietTime, type QuietTime } from './quiet-time.ts';

/** The address of one Immich server and the key of one user. */
export interface ConnectionOptions {
  /** `https://photos.example.org`, with or without `/api` or a slash at the end, also below a path. */
  readonly url: string;
  /** Needs album.read, asset.read and asset.download for albums; `checkImmich` tells what other kinds of groups need. */
  readonly apiKey: string;
  /** Defaults to `immich-webdav`. */
  readonly userAgent?: string;
  /** Connections to Immich at the same time, downloads included; what exceeds them waits. Defaults to 300. */
  readonly connections?: number;
  /** How long to wait for an answer, and for the next bytes of one, in milliseconds. Defaults to 30,000. */
  readonly timeoutMs?: number;
}

/** What every request to one Immich server shares. */
export interface Connection {
  /** Ends in `/api`. */
  readonly api: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Reuses connections. */
  readonly pool: Dispatcher;
  /** Opens a new connection for each request. */
  readonly fresh: Dispatcher;
  /** How long to wait for an answer, and for the next bytes of one. */
  readonly timeoutMs: number;
  /** When Immich wants to be left alone. */
  readonly quiet: QuietTime;
  close(): Promise<void>;
}

/** Immich ends a connection that was idle for 5 s; whoever reuses it later than that loses the race. */
const KEEP_ALIVE_MS = 4000;

const DEFAULT_TIMEOUT_MS = 30_000;

/** More than a front end sends files at a time, so that reading albums never waits for downloads. */
const DEFAULT_CONNECTIONS = 300;

/** Throws a TypeError for an address or a key that could never work. */
export function connectTo(options: ConnectionOptions): Connection {
  const api = apiUrl(options.url);
  // The platform's own complaint about a header would quote the key.
  if (!/^[\x21-\x7e]+$/.test(options.apiKey)) {
    throw new TypeError('IMMICH_API_KEY is empty or holds a space, a line break or a letter that no key has.');
  }
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const shared = {
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    allowH2: false,
    connections: options.connections ?? DEFAULT_CONNECTIONS,
  };
  const pool = new Agent(shared);
  const fresh = new Agent({ ...shared, pipelining: 0 });
  return {
    api,
    headers: { 'x-api-key': options.apiKey, 'user-agent': options.userAgent ?? 'immich-webdav' },
    pool,
    fresh,
    timeoutMs,
    quiet: createQuietTime(),
    close: async () => {
      await Promise.all([pool.destroy(), fresh.destroy()]);
    },
  };
}
