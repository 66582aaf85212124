import { Agent, type Dispatcher } from 'undici';
import { apiUrl } from './api-url.ts';
import { createQuietTime, type QuietTime } from './quiet-time.ts';

/** Proof of identity for Immich: an API key, the token of a session, or the key of a shared link. */
export type ImmichCredentials =
  | { readonly apiKey: string }
  | { readonly accessToken: string }
  | { readonly sharedLink: { readonly key: string; readonly token?: string } };

/** The address of one Immich server and the credentials of one user. */
export interface ConnectionOptions {
  /** `https://photos.example.org`, with or without `/api` or a slash at the end, also below a path. */
  readonly url: string;
  /** Needs album.read, asset.read and asset.download for albums; `checkImmich` lists what other kinds of groups need. */
  readonly apiKey?: string;
  /** Instead of `apiKey`; called for each request, so that a new session can replace one that ended. Undefined: none are sent. */
  readonly credentials?: () => ImmichCredentials | undefined;
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
  /** Headers of every request, with the credentials that are valid now. */
  readonly headers: Readonly<Record<string, string>>;
  /** Query of every request, without a question mark: the key of a shared link, else empty. */
  readonly query: string;
  /** True: the session of a user, which has every permission. False: an API key, which has its own. */
  readonly isSession: boolean;
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
  const { apiKey = '', credentials = () => ({ apiKey }) } = options;
  if (options.credentials === undefined) requireHeaderValue(apiKey);
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
    get headers() {
      return { ...authorization(credentials()), 'user-agent': options.userAgent ?? 'immich-webdav' };
    },
    get query() {
      return queryOf(credentials());
    },
    get isSession() {
      return 'accessToken' in (credentials() ?? {});
    },
    pool,
    fresh,
    timeoutMs,
    quiet: createQuietTime(),
    close: async () => {
      await Promise.all([pool.destroy(), fresh.destroy()]);
    },
  };
}

/** The header of some credentials. */
export function authorization(credentials: ImmichCredentials | undefined): Readonly<Record<string, string>> {
  if (credentials === undefined) return {};
  if ('apiKey' in credentials) return { 'x-api-key': credentials.apiKey };
  if ('accessToken' in credentials) return { authorization: `Bearer ${credentials.accessToken}` };
  const { token } = credentials.sharedLink;
  return token === undefined ? {} : { cookie: `immich_shared_link_token=${token}` };
}

/** Immich takes the key of a shared link in the query only. */
const queryOf = (credentials: ImmichCredentials | undefined): string =>
  credentials !== undefined && 'sharedLink' in credentials
    ? `key=${encodeURIComponent(credentials.sharedLink.key)}`
    : '';

/** A path or an address with the query of the connection added to its own. */
export function withQuery(target: string, { query }: Pick<Connection, 'query'>): string {
  if (query === '') return target;
  return `${target}${target.includes('?') ? '&' : '?'}${query}`;
}

/** The platform's error about a malformed header would quote the key. */
function requireHeaderValue(apiKey: string): void {
  if (/^[\x21-\x7e]+$/.test(apiKey)) return;
  throw new TypeError('IMMICH_API_KEY is empty or holds a space, a line break or a letter that no key has.');
}
