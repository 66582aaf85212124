import { LibraryError, type RequestOptions } from '@immich-webdav/core';
import type { Connection } from './connection.ts';
import { type Answer, createJsonClient, dataOf, type JsonClient, requireGood } from './json-client.ts';
import { createRequestQueue, type RequestQueue } from './request-queue.ts';

/** Must be passed on with every request. */
export type SendOptions = {
  readonly signal: AbortSignal | null;
  readonly headers: Readonly<Record<string, string>>;
};

/** Sends one request. */
export type Send<T> = (client: JsonClient, init: SendOptions) => Promise<Answer<T>>;

/** An answer with the headers that later requests need. */
export interface TaggedAnswer<T> {
  readonly data: T;
  /** Entity tag (RFC 9110 section 8.8.3); absent where Immich, or a proxy before it, sent none. */
  readonly etag: string | undefined;
  /** Its `Date` by the server's clock, in milliseconds since 1970-01-01T00:00Z; absent without that header. */
  readonly date: number | undefined;
  /** The fields `Set-Cookie`. */
  readonly cookies: readonly string[];
}

/** Immich's JSON operations, with limited concurrency. */
export interface JsonApi {
  /** True: requests are those of a session, which has every permission of its user. */
  readonly isSession: boolean;
  /** Requests sent so far. */
  readonly requests: number;
  /** Rejects with a LibraryError for anything but a JSON object or array with a good status. */
  ask<T extends object>(send: Send<T>, options?: RequestOptions): Promise<T>;
  /** The same for an operation whose answer says nothing. */
  run(send: Send<unknown>, options?: RequestOptions): Promise<void>;
  /** The same, with its entity tag and date. */
  askTagged<T extends object>(send: Send<T>, options?: RequestOptions): Promise<TaggedAnswer<T>>;
  /** The same, conditional; resolves with undefined for 304. */
  askIfChanged<T extends object>(
    send: Send<T>,
    etag: string | undefined,
    options?: RequestOptions,
  ): Promise<TaggedAnswer<T> | undefined>;
}

/** Concurrent requests. */
export const DEFAULT_CONCURRENCY = 4;

export function createJsonApi(
  connection: Connection,
  queue: RequestQueue = createRequestQueue(DEFAULT_CONCURRENCY),
): JsonApi {
  let requests = 0;
  const client = createJsonClient(connection, () => {
    requests += 1;
  });

  /** Keeps its place in the queue until the body was read. */
  const exchange = <T>(send: Send<T>, options: RequestOptions, headers = {}): Promise<Answer<T>> =>
    queue(() => {
      connection.quiet.respect();
      return send(client, { signal: options.signal ?? null, headers });
    }, options);

  function heeding<T>(reading: () => T): T {
    try {
      return reading();
    } catch (error) {
      if (LibraryError.is(error)) connection.quiet.heed(error);
      throw error;
    }
  }
  const read = <T extends object>(answer: Answer<T>): T => heeding(() => dataOf(answer));

  function tagged<T extends object>(answer: Answer<T>): TaggedAnswer<T> {
    const { headers } = answer.response;
    const date = Date.parse(headers.get('date') ?? '');
    return {
      data: read(answer),
      etag: headers.get('etag') ?? undefined,
      date: Number.isNaN(date) ? undefined : date,
      cookies: headers.getSetCookie(),
    };
  }

  return {
    get isSession() {
      return connection.isSession;
    },
    get requests() {
      return requests;
    },
    ask: async (send, options = {}) => read(await exchange(send, options)),
    run: async (send, options = {}) => {
      const answer = await exchange(send, options);
      heeding(() => requireGood(answer));
    },
    askTagged: async (send, options = {}) => tagged(await exchange(send, options)),
    async askIfChanged(send, etag, options = {}) {
      const answer = await exchange(send, options, etag === undefined ? {} : ifChangedSince(etag));
      if (answer.response.status === 304 && etag !== undefined) return undefined;
      return tagged(answer);
    },
  };
}

/** Without a `Cache-Control` of ours, `fetch` adds `no-cache` to a conditional request, which Immich never answers with 304. */
const ifChangedSince = (etag: string): Readonly<Record<string, string>> => ({
  'if-none-match': etag,
  'cache-control': 'max-age=0',
});
