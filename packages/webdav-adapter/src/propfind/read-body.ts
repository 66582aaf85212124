import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../http/refusal.ts';
import { askForBody } from '../http/unread-body.ts';

const tooLarge = (most: number) => new Refusal(413, `Send a request body of at most ${most} bytes.`);
const compressed = () =>
  new Refusal(415, 'Send the request body without compression.', { headers: { 'Accept-Encoding': 'identity' } });
const uncoded = new Set(['', 'identity', 'chunked']);
const nothing = Buffer.alloc(0);

/**
 * Reads a request body. Rejects with 413 as soon as it exceeds `most` bytes, and with 415 when it is compressed (RFC 9110 section
 * 15.5.16); the rest stays unread.
 */
export function readBody(request: IncomingMessage, response: ServerResponse, most: number): Promise<Buffer> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return Promise.resolve(nothing);
  if (isCoded(request.headers)) return Promise.reject(compressed());
  if (Number(length) > most) return Promise.reject(tooLarge(most));
  askForBody(request, response);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= most) return;
      request.off('data', onData);
      reject(tooLarge(most));
    };
    request.on('data', onData);
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('close', () => {
      if (!request.complete) reject(new Refusal(400, 'The request ended before its body did.'));
    });
  });
}

/** Whether the content or, besides `chunked`, the transfer has a coding. */
export function isCoded({
  'content-encoding': content = '',
  'transfer-encoding': transfer = '',
}: IncomingHttpHeaders): boolean {
  return `${content},${transfer}`.split(',').some((coding) => !uncoded.has(coding.trim().toLowerCase()));
}
