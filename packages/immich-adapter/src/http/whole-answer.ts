import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Dispatcher, request as undiciRequest } from 'undici';
import type { Connection } from './connection.ts';
import { sendTwice } from './dead-connection.ts';

/** A page of a thousand assets is 1.3 MB: unpacked in zlib's usual 16 KB, handling the pieces costs as much as unpacking. */
const PIECE = 256 * 1024;

const unpack = promisify(gunzip);

/** Statuses that `Response` takes no body with. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Sends a request as `fetch` would, and resolves when the whole answer is there, unpacked: a quarter less work than a `fetch`
 * that unpacks while it receives. Redirects are answers as any other.
 */
export async function fetchWhole(connection: Connection, request: Request): Promise<Response> {
  const { url, method, signal } = request;
  const headers = { ...Object.fromEntries(request.headers), 'accept-encoding': 'gzip' };
  const body = request.body === null ? null : await request.text();
  const answer = await sendTwice(
    connection,
    (dispatcher) => undiciRequest(url, { method: method as Dispatcher.HttpMethod, headers, body, signal, dispatcher }),
    signal,
  );
  const received = await answer.body.bytes();
  const { statusCode: status } = answer;
  const content =
    answer.headers['content-encoding'] === 'gzip' ? await unpack(received, { chunkSize: PIECE }) : received;
  return new Response(BODILESS.has(status) ? null : content, { status, headers: headersOf(answer) });
}

function headersOf({ headers: received }: Dispatcher.ResponseData): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  return headers;
}
