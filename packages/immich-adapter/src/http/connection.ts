import { Agent, type Dispatcher } from 'undici';
import { apiUrl } from './api-url.ts';
import { createQuietTime, type QuietTime } from './quiet-time.ts';

/** The address of one Immich server and the key of one user. */
export interface ConnectionOptions {
  /** `https://photos.example.org`, with or without `/api` or a slash at the end, also below a path. */
  readonly url: string;
  /** Needs album.read, asset.read and asset.download for albums; `checkImmich` lists what other kinds of groups need. */
  readonly apiKey: string;
  /** Defaults to `immich-webdav`. */
  readonly userAgent?: string;
  /** Connections to Immich at the same time, downloads included; what exceeds them waits. Defaults to 300. */
  readonly connections?: number;
  /** How long to wait for an answer, and for the next bytes of one, in milliseconds. Defaults to 30,000. */
  readonly timeoutMs?: number;
}

/** Shared by all requests to one Immich server. */
export interface Connection {
  /** Ends in `/api`. */
  readonly api: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Reuses connections. */
  readonly pool: Dispatcher;
  /** Opens a connection for each request. */
  readonly fresh: Dispatcher;
  /** How long to wait for an answer, and for the next bytes of one. */
  readonly timeoutMs: number;
  /** Pauses that Immich asked for with `Retry-After`. */
  readonly quiet: QuietTime;
  close(): Promise<void>;
}

/** Immich closes connections that were idle for 5 s; reuse near that limit would fail. */
const KEEP_ALIVE_MS = 4000;

const DEFAULT_TIMEOUT_MS = 30_000;

/** More than the default limit of downloads, so that listings never wait for them. */
const DEFAULT_CONNECTIONS = 300;

/** Throws a TypeError for a malformed address or key. */
export function connectTo(options: ConnectionOptions): Connection {
  const api = apiUrl(options.url);
  // The platform's error about a malformed header would quote the key.
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
