import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Content, type FileResource, LibraryError } from '@immich-webdav/core';
import { headersOf } from './file-headers.ts';

/** A body up to this length costs less as one write than as a stream. */
const gatheredBytes = 64 * 1024;
const nothing = Buffer.alloc(0);

/**
 * Sends an opened file: 206 for a range, else 200, with `headers` besides its own. Rejects with `bad-response` when the content is
 * not as long as announced; the answer then breaks off, and no surplus byte is sent.
 */
export async function sendContent(
  response: ServerResponse,
  file: FileResource,
  content: Content,
  headers: OutgoingHttpHeaders,
): Promise<void> {
  const length = lengthOf(content);
  const status = content.range === undefined ? 200 : 206;
  const all: OutgoingHttpHeaders = {
    ...headers,
    ...headersOf(file),
    ...(length === undefined ? {} : { 'Content-Length': length }),
    ...(content.range === undefined ? {} : { 'Content-Range': contentRange(content) }),
  };
  if (length !== undefined && length <= gatheredBytes) {
    const body = await gather(content.body, length);
    response.writeHead(status, all).end(body);
    return;
  }
  const source = content.body instanceof Readable ? content.body : Readable.from(content.body, { objectMode: false });
  const first = (await firstBytes(source)) ?? nothing;
  // Until here a failure is answered with a status; afterwards it can only cut the connection.
  if (length !== undefined && (first.length === 0 || first.length > length)) throw wrongLength();
  response.writeHead(status, all).write(first);
  await stream(source, response, length, first.length);
}

function lengthOf({ range, size }: Content): number | undefined {
  return range === undefined ? size : range.last - range.first + 1;
}

function contentRange({ range, size }: Content): string {
  return `bytes ${range?.first}-${range?.last}/${size ?? '*'}`;
}

async function gather(body: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    received += chunk.length;
    if (received > length) break;
  }
  if (received !== length) throw wrongLength();
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** The first bytes of a stream; undefined for an empty one. Rejects when the stream fails before its first byte. */
function firstBytes(source: Readable): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      source.off('readable', settle).off('error', settle).off('close', settle);
      const bytes: Buffer | null = source.errored ? null : source.read();
      if (bytes !== null) resolve(bytes);
      else if (source.errored) reject(source.errored);
      else if (source.destroyed && !source.readableEnded) reject(new Error('The stream was destroyed.'));
      else resolve(undefined);
    };
    source.on('error', settle).on('close', settle).on('readable', settle);
    if (source.destroyed || source.readableEnded) settle();
  });
}

async function stream(
  source: Readable,
  response: ServerResponse,
  length: number | undefined,
  sent: number,
): Promise<void> {
  let received = sent;
  // Registered before the pipe's listener, so that no surplus byte is written: the client would read it as its next answer.
  source.on('data', (chunk: Uint8Array) => {
    received += chunk.length;
    if (length !== undefined && received > length) breakOff(source, response);
  });
  // The pipe must not end the answer: after too few bytes it has to break off.
  await pipeline(source, response, { end: false });
  if (length !== undefined && received !== length) throw wrongLength();
  response.end();
}

function breakOff(source: Readable, response: ServerResponse): void {
  const error = wrongLength();
  source.destroy(error);
  response.destroy(error);
}

function wrongLength(): LibraryError {
  return new LibraryError('bad-response', 'The library sent another number of bytes than it announced; try again.');
}
