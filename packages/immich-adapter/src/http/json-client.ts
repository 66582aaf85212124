import { LibraryError } from '@immich-webdav/core';
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '../contract/immich.gen.ts';
import { refusedAnswer } from '../errors/refused-answer.ts';
import type { Connection } from './connection.ts';
import { fetchWhole } from './whole-answer.ts';

/** Immich's JSON operations, typed by the contract. */
export type JsonClient = Client<paths>;

/** The result of openapi-fetch for any operation. */
export interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** Calls `onRequest` for each request. Follows no redirect, which could send the API key to another host. */
export const createJsonClient = (connection: Connection, onRequest: () => void): JsonClient =>
  createClient<paths>({
    baseUrl: connection.api.href,
    fetch: (request) => {
      onRequest();
      return fetchWhole(connection, request);
    },
  });

/** Throws a `LibraryError` for an error status. */
export function requireGood({ error, response }: Answer<unknown>): void {
  if (response.ok) return;
  throw refusedAnswer({
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    body: error,
  });
}

/** The body of an answer. Throws a `LibraryError` for an error status and for anything but a JSON object or array. */
export function dataOf<T extends object>(answer: Answer<T>): T {
  requireGood(answer);
  const { data } = answer;
  if (typeof data === 'object' && data !== null) return data;
  throw new LibraryError(
    'bad-response',
    'Immich answered without saying anything; check that IMMICH_URL leads to Immich.',
  );
}
