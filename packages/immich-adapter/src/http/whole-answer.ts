import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Dispatcher, request as undiciRequest } from 'undici';
import { type Connection, withQuery } from './connection.ts';
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

/** Targets of POST that make one thing for each request. */
const NOT_REPEATABLE = /\/albums$/;

/**
 * Limits far beyond Immich's answers, so that a dripping answer or a compression bomb cannot stop the refreshes. `timeoutMs` limits
 * each wait for more bytes.
 */
const limitsOf = (path: string, timeoutMs: number): AnswerLimits =>
  WHOLE.test(path) ? { bytes: 512 * MIB, ms: 20 * timeoutMs } : { bytes: 64 * MIB, ms: 4 * timeoutMs };

/** Least and most memory that one piece of an uncompressed body gets. */
const PIECE = { least: 16 * 1024, most: 4 * MIB };

const decompress = promisify(gunzip);

/** Decompresses in one piece: with several, zlib copies the body once more, and handling pieces of 16 KB costs as much as the work itself. */
function unpack(packed: Buffer, most: number): Promise<Buffer> {
  // The length without compression is in the last four bytes (RFC 1952 section 2.3.1). One byte more, or zlib allocates another piece.
  const length = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4) + 1;
  const chunkSize = Math.min(Math.max(length, PIECE.least), PIECE.most);
  return decompress(packed, { chunkSize, maxOutputLength: most });
}

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
  const headers = { ...connection.headers, ...Object.fromEntries(request.headers), 'accept-encoding': 'gzip' };
  const body = request.body === null ? null : await request.text();
  const send = (dispatcher: Dispatcher) =>
    undiciRequest(withQuery(url, connection), {
      method: method as Dispatcher.HttpMethod,
      headers,
      body,
      signal,
      dispatcher,
    });
  const isRepeatable = !(method === 'POST' && NOT_REPEATABLE.test(new URL(url).pathname));
  const answer = await (isRepeatable ? sendTwice(connection, send, signal) : send(connection.fresh));
  const received = await receive(answer.body, bytes);
  const { statusCode: status } = answer;
  const content = answer.headers['content-encoding'] === 'gzip' ? await unpack(received, bytes) : received;
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

/** A response around received bytes, to be read once; the platform's own copies its body four times. */
function responseOf(content: Buffer, head: ResponseInit): Response {
  const text = async (): Promise<string> => {
    const decoded = utf8.decode(content);
    free(content);
    return decoded;
  };
  return Object.assign(new Response(null, head), {
    text,
    json: async (): Promise<unknown> => JSON.parse(await text()),
    arrayBuffer: async () => wholeBufferOf(content),
  });
}

/** Frees the memory of a large body at once; the garbage collector would only do so after several more pages. */
function free({ buffer }: Buffer): void {
  // Small buffers share their memory.
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) buffer.transfer(0);
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
