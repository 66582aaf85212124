import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Content, type FileResource, TreeError } from '@immich-webdav/core';
import { writeHead } from '../http/write-head.ts';
import { headersOf } from './file-headers.ts';

/** A body up to this length costs less as one write than as a stream. */
const gatheredBytes = 64 * 1024;

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
  writeHead(response, status, headers);
  await stream(content.body, response, length);
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
  body: AsyncIterable<Uint8Array>,
  response: ServerResponse,
  length: number | undefined,
): Promise<void> {
  const source = body instanceof Readable ? body : Readable.from(body, { objectMode: false });
  let received = 0;
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

function disagreement(): TreeError {
  return new TreeError('bad-response', 'The library sent another number of bytes than it announced; try again.');
}
