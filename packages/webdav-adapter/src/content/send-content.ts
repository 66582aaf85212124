import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Content, type FileResource, LibraryError } from '@immich-webdav/core';
import { writeHead } from '../http/write-head.ts';
import { headersOf } from './file-headers.ts';
import { firstBytes } from './first-bytes.ts';

/** A body up to this length costs less as one write than as a stream. */
const gatheredBytes = 64 * 1024;
const nothing = Buffer.alloc(0);

/** Sends an opened file: 206 when it is a part, else 200. Never ends an answer that is shorter than it said, nor sends more. */
export async function sendContent(response: ServerResponse, file: FileResource, content: Content): Promise<void> {
  const length = lengthOf(content);
  const headers: OutgoingHttpHeaders = {
    ...headersOf(file),
    ...(length === undefined ? {} : { 'Content-Length': length }),
    ...(content.range === undefined ? {} : { 'Content-Range': contentRange(content) }),
  };
  const status = content.range === undefined ? 200 : 206;
  if (length !== undefined && length <= gatheredBytes) {
    const body = await gather(content.body, length);
    writeHead(response, status, headers).end(body);
    return;
  }
  const source = content.body instanceof Readable ? content.body : Readable.from(content.body, { objectMode: false });
  const first = (await firstBytes(source)) ?? nothing;
  // Until here a failure is told with a status; from here on it can only cut the connection.
  if (length !== undefined && (first.length === 0 || first.length > length)) throw disagreement();
  writeHead(response, status, headers).write(first);
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
  if (received !== length) throw disagreement();
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

async function stream(
  source: Readable,
  response: ServerResponse,
  length: number | undefined,
  sent: number,
): Promise<void> {
  let received = sent;
  // Heard before the pipe hears it, and nothing is written to an answer that is destroyed: the client would read a surplus
  // byte as the beginning of its next answer.
  source.on('data', (chunk: Uint8Array) => {
    received += chunk.length;
    if (length !== undefined && received > length) breakOff(source, response);
  });
  // The end is ours to decide: ending after too few bytes would leave a client waiting for the next answer's.
  await pipeline(source, response, { end: false });
  if (length !== undefined && received !== length) throw disagreement();
  response.end();
}

function breakOff(source: Readable, response: ServerResponse): void {
  const error = disagreement();
  source.destroy(error);
  response.destroy(error);
}

function disagreement(): LibraryError {
  return new LibraryError('bad-response', 'The library sent another number of bytes than it announced; try again.');
}
