import { type RequestOptions, TreeError } from '@immich-webdav/core';
import PQueue from 'p-queue';
import { transportError } from '../errors/transport-error.ts';
import type { Connection } from './connection.ts';
import { type Answer, createJsonClient, dataOf, type JsonClient } from './json-client.ts';

/** What every request has to be sent with. */
export type SendOptions = {
  readonly signal: AbortSignal | null;
  readonly headers: Readonly<Record<string, string>>;
};

/** Sends one request. */
export type Send<T> = (client: JsonClient, init: SendOptions) => Promise<Answer<T>>;

/** An answer that may be asked for again. */
export interface TaggedAnswer<T> {
  readonly data: T;
  /** Entity tag (RFC 9110 section 8.8.3); absent where Immich, or a proxy before it, sent none. */
  readonly etag: string | undefined;
}

/** Immich's JSON operations, a few at a time. Whatever somebody waits for comes before what is asked in the background. */
export interface JsonApi {
  /** Requests sent so far. */
  readonly requests: number;
  /** Rejects with a TreeError for anything but a JSON object or array with a good status. */
  ask<T extends object>(send: Send<T>, options?: RequestOptions): Promise<T>;
  /** The same; resolves with undefined when the answer still is the one that had this entity tag. */
  askIfChanged<T extends object>(
    send: Send<T>,
    etag: string | undefined,
    options?: RequestOptions,
  ): Promise<TaggedAnswer<T> | undefined>;
}

const DEFAULT_CONCURRENCY = 4;

export function createJsonApi(connection: Connection, concurrency: number = DEFAULT_CONCURRENCY): JsonApi {
  const queue = new PQueue({ concurrency });
  let requests = 0;
  const client = createJsonClient(connection, () => {
    requests += 1;
  });

  /** Holds its place in the queue until the body was read. */
  async function exchange<T>(send: Send<T>, options: RequestOptions, headers = {}): Promise<Answer<T>> {
    const { background = false, signal } = options;
    const turn = { priority: background ? 0 : 1, ...(signal && { signal }) };
    try {
      return await queue.add(() => {
        connection.quiet.respect();
        return send(client, { signal: signal ?? null, headers });
      }, turn);
    } catch (error) {
      throw transportError(error, signal);
    }
  }

  function read<T extends object>(answer: Answer<T>): T {
    try {
      return dataOf(answer);
    } catch (error) {
      if (TreeError.is(error)) connection.quiet.heed(error);
      throw error;
    }
  }

  return {
    get requests() {
      return requests;
    },
    ask: async (send, options = {}) => read(await exchange(send, options)),
    async askIfChanged(send, etag, options = {}) {
      const answer = await exchange(send, options, etag === undefined ? {} : ifChangedSince(etag));
      if (answer.response.status === 304 && etag !== undefined) return undefined;
      return { data: read(answer), etag: answer.response.headers.get('etag') ?? undefined };
    },
  };
}

/** Without a `Cache-Control` of ours, `fetch` adds `no-cache` to a conditional request, which Immich never answers with 304. */
const ifChangedSince = (etag: string): Readonly<Record<string, string>> => ({
  'if-none-match': etag,
  'cache-control': 'max-age=0',
});
