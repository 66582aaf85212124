import type { IncomingHttpHeaders } from 'node:http';

/** One request that the stand-in got. It is filled in while the reply goes out. */
export interface LoggedRequest {
  readonly method: string;
  /** Without the query, as it was sent. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names; keys, tokens and cookies are replaced by `(secret)`. */
  readonly headers: IncomingHttpHeaders;
  /** When it came, in milliseconds since the epoch. */
  readonly at: number;
  /** Which connection it came on, counted from 1. */
  readonly connection: number;
  /** Undefined until the reply's head is written. */
  readonly status: number | undefined;
  /** Bytes of the body (as sent: compressed, partial) that were handed to the connection. */
  readonly bytesSent: number;
  /** `aborted`: the connection went before the reply was complete, whoever ended it. */
  readonly state: 'open' | 'finished' | 'aborted';
}

/** The same, for the one who fills it in. */
export type OpenRequest = { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] };

/** All requests so far, oldest first. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  /** How many have no complete reply yet. */
  readonly open: number;
  /** Entries of this path (a text is compared whole, a pattern searched) and method. */
  matching(path: string | RegExp, method?: string): readonly LoggedRequest[];
  /** Forgets the entries; open requests stay counted. */
  reset(): void;
}

/** The log and its writing end. */
export interface RequestRecorder {
  readonly log: RequestLog;
  record(request: Omit<OpenRequest, 'status' | 'bytesSent' | 'state'>): OpenRequest;
  close(request: OpenRequest, state: 'finished' | 'aborted'): void;
}

const SECRET_HEADERS = ['authorization', 'cookie', 'x-api-key', 'x-immich-user-token', 'x-immich-session-token'];

/** More would be a leak in a long benchmark. */
const MOST_ENTRIES = 100_000;

export function createRequestRecorder(): RequestRecorder {
  let entries: OpenRequest[] = [];
  let open = 0;
  const log: RequestLog = {
    get entries() {
      return entries;
    },
    get open() {
      return open;
    },
    matching: (path, method) =>
      entries.filter(
        (entry) =>
          (method === undefined || entry.method === method) &&
          (typeof path === 'string' ? entry.path === path : path.test(entry.path)),
      ),
    reset: () => {
      entries = [];
    },
  };
  return {
    log,
    record: (request) => {
      const entry: OpenRequest = {
        ...request,
        headers: withoutSecrets(request.headers),
        query: 'apiKey' in request.query ? { ...request.query, apiKey: '(secret)' } : request.query,
        status: undefined,
        bytesSent: 0,
        state: 'open',
      };
      open++;
      if (entries.length >= MOST_ENTRIES) entries = entries.slice(MOST_ENTRIES / 2);
      entries.push(entry);
      return entry;
    },
    close: (entry, state) => {
      if (entry.state === 'open') open--;
      entry.state = state;
    },
  };
}

function withoutSecrets(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const copy = { ...headers };
  for (const name of SECRET_HEADERS) if (copy[name] !== undefined) copy[name] = '(secret)';
  return copy;
}
