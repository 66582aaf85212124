import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { HttpError } from './http-error.ts';

const LARGEST_BODY = 10 * 1024 * 1024;

/** An error that Immich's body parser throws before a correlation id exists: the header then says `undefined`. */
export class BodyError extends HttpError {}

/**
 * Reads a JSON body. No body with a JSON content type is `{}`, without one it is undefined; other content types are not read.
 * More than 10 MB is a 500, as on a real server.
 */
export async function readJsonBody(incoming: Readable, headers: IncomingHttpHeaders): Promise<unknown> {
  const isJson = /^application\/json/i.test(headers['content-type'] ?? '');
  if (!isJson) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  if (size > LARGEST_BODY) throw new BodyError(500, 'Internal server error');
  if (size === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw new BodyError(400, error instanceof Error ? error.message : 'Bad Request');
  }
}
