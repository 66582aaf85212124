import { TreeError } from '@immich-webdav/core';
import createClient, { type Client } from 'openapi-fetch';
import { Request as UndiciRequest, fetch as undiciFetch } from 'undici';
import type { paths } from '../contract/immich.gen.ts';
import { refusedAnswer } from '../errors/refused-answer.ts';
import type { Connection } from './connection.ts';
import { sendTwice } from './dead-connection.ts';

/** Immich's JSON operations, typed by the contract. */
export type JsonClient = Client<paths>;

/** What openapi-fetch gives for any operation. */
export interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** Tells of each request with `onRequest`. A client that never follows a redirect: it would take the API key to wherever it leads. */
export function createJsonClient(connection: Connection, onRequest: () => void): JsonClient {
  // undici's own fetch takes its own Request; both are the same to openapi-fetch, whose types know the platform's only.
  const send = (request: Request): Promise<Response> => {
    onRequest();
    const body = request.body === null ? undefined : request.clone().text();
    return sendTwice(
      connection,
      async (dispatcher) =>
        (await undiciFetch(request.url, {
          method: request.method,
          headers: [...request.headers],
          redirect: 'manual',
          signal: request.signal,
          dispatcher,
          ...(body && { body: await body }),
        })) as unknown as Response,
      request.signal,
    );
  };
  return createClient<paths>({
    baseUrl: connection.api.href,
    headers: connection.headers,
    fetch: send,
    Request: UndiciRequest as unknown as typeof Request,
  });
}

/** What an answer says. Throws a TreeError for anything but a JSON object or array with a good status. */
export function dataOf<T extends object>({ data, error, response }: Answer<T>): T {
  if (!response.ok) {
    throw refusedAnswer({
      status: response.status,
      header: (name) => response.headers.get(name) ?? undefined,
      body: error,
    });
  }
  if (typeof data === 'object' && data !== null) return data;
  throw new TreeError(
    'bad-response',
    'Immich answered without saying anything; check that IMMICH_URL leads to Immich.',
  );
}
