import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Dispatcher, request as undiciRequest } from 'undici';
import type { Connection } from './connection.ts';
import { sendTwice } from './dead-connection.ts';
import { withDeadline } from './deadline.ts';

/** What the answer to one JSON request may take at most. */
interface AnswerLimits {
  /** Bytes of the body, unpacked. */
  readonly bytes: number;
  /** Milliseconds until its last byte. */
  readonly ms: number;
}

const MIB = 2 ** 20;

/** An album of 2.x brings its members along, and stacks all that is in them; other answers are pages, or lists of small records. */
const WHOLE = /\/(albums\/[^/]+|stacks)$/;

/**
 * Limits far beyond what Immich answers: without them a server that sends a byte now and then, or one that packs gigabytes into
 * a few kilobytes, would end all refreshing. `timeoutMs` is what each wait for more bytes may take.
 */
const limitsOf = (path: string, timeoutMs: number): AnswerLimits =>
  WHOLE.test(path) ? { bytes: 512 * MIB, ms: 20 * timeoutMs } : { bytes: 64 * MIB, ms: 4 * timeoutMs };

/** A page of a thousand assets is 1.3 MB: unpacked in zlib's usual 16 KB, handling the pieces costs as much as unpacking. */
const PIECE = 256 * 1024;

const unpack = promisify(gunzip);

/**
 * Sends a request as `fetch` would, and resolves when the whole answer is there, unpacked: a quarter less work than a `fetch`
 * that unpacks while it receives. Redirects are answers as any other. Rejects for an answer that takes too long or is too large.
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

/** What zlib throws for the same. */
const tooLarge = (): Error => Object.assign(new Error('The body is too large.'), { code: 'ERR_BUFFER_TOO_LARGE' });

/** All of a body. Rejects with `ERR_BUFFER_TOO_LARGE`, and ends the request, for one of more bytes than `most`. */
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

/** A response that gives out what is there: one of the platform's own copies its body four times over. */
function responseOf(content: Uint8Array, head: ResponseInit): Response {
  const text = async (): Promise<string> => utf8.decode(content);
  return Object.assign(new Response(null, head), {
    text,
    json: async (): Promise<unknown> => JSON.parse(await text()),
    arrayBuffer: async () => wholeBufferOf(content),
  });
}

/** Small ones may be parts of a larger one. */
const wholeBufferOf = (content: Uint8Array) =>
  content.byteLength === content.buffer.byteLength ? content.buffer : new Uint8Array(content).buffer;

function headersOf({ headers: received }: Dispatcher.ResponseData): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  return headers;
}
