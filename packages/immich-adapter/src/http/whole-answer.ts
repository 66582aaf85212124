import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Dispatcher, request as undiciRequest } from 'undici';
import type { Connection } from './connection.ts';
import { sendTwice } from './dead-connection.ts';
import { withDeadline } from './deadline.ts';

/** Limits of the answer to one JSON request. */
interface AnswerLimits {
  /** Bytes of the uncompressed body. */
  readonly bytes: number;
  /** Milliseconds until the last byte. */
  readonly ms: number;
}

const MIB = 2 ** 20;

/** Answers that are not pages: an album of 2.x with its members, and all stacks with theirs. */
const WHOLE = /\/(albums\/[^/]+|stacks)$/;

/**
 * Limits far beyond Immich's answers, so that a dripping answer or a compression bomb cannot stop the refreshes. `timeoutMs` limits
 * each wait for more bytes.
 */
const limitsOf = (path: string, timeoutMs: number): AnswerLimits =>
  WHOLE.test(path) ? { bytes: 512 * MIB, ms: 20 * timeoutMs } : { bytes: 64 * MIB, ms: 4 * timeoutMs };

/** With zlib's default of 16 KB, handling the chunks of a 1.3 MB page costs as much as decompressing it. */
const PIECE = 256 * 1024;

const unpack = promisify(gunzip);

/**
 * Sends a request as `fetch` would and resolves with the whole uncompressed answer: a quarter less work than decompressing while
 * receiving. Does not follow redirects. Rejects for an answer that is too slow or too large.
 */
export async function fetchWhole(connection: Connection, request: Request): Promise<Response> {
  const limits = limitsOf(new URL(request.url).pathname, connection.timeoutMs);
  return withDeadline(limits.ms, request.signal, (signal) => fetchWithin(limits, connection, request, signal));
}

async function fetchWithin(
  { bytes }: AnswerLimits,
  connection: Connection,
  request: Request,
  signal: AbortSignal,
): Promise<Response> {
  const { url, method } = request;
  const headers = { ...Object.fromEntries(request.headers), 'accept-encoding': 'gzip' };
  const body = request.body === null ? null : await request.text();
  const answer = await sendTwice(
    connection,
    (dispatcher) => undiciRequest(url, { method: method as Dispatcher.HttpMethod, headers, body, signal, dispatcher }),
    signal,
  );
  const received = await receive(answer.body, bytes);
  const { statusCode: status } = answer;
  const content =
    answer.headers['content-encoding'] === 'gzip'
      ? await unpack(received, { chunkSize: PIECE, maxOutputLength: bytes })
      : received;
  return responseOf(content, { status, headers: headersOf(answer) });
}

/** The error that zlib throws for the same. */
const tooLarge = (): Error => Object.assign(new Error('The body is too large.'), { code: 'ERR_BUFFER_TOO_LARGE' });

/** The whole body. Rejects with `ERR_BUFFER_TOO_LARGE` and ends the request beyond `most` bytes. */
async function receive(body: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const utf8 = new TextDecoder();

/** A response around received bytes; the platform's own copies its body four times. */
function responseOf(content: Uint8Array, head: ResponseInit): Response {
  const text = async (): Promise<string> => utf8.decode(content);
  return Object.assign(new Response(null, head), {
    text,
    json: async (): Promise<unknown> => JSON.parse(await text()),
    arrayBuffer: async () => wholeBufferOf(content),
  });
}

/** A small buffer may be a view of a larger one. */
const wholeBufferOf = (content: Uint8Array) =>
  content.byteLength === content.buffer.byteLength ? content.buffer : new Uint8Array(content).buffer;

function headersOf({ headers: received }: Dispatcher.ResponseData): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  return headers;
}
