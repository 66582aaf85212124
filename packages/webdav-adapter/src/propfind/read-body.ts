import type { IncomingMessage, ServerResponse } from 'node:http';
import { requireUncoded } from '../http/content-coding.ts';
import { Refusal } from '../http/refusal.ts';
import { announcesBody, announcesMore, askForBody } from '../http/unread-body.ts';

const tooLarge = (most: number) => new Refusal(413, `Send a request body of at most ${most} bytes.`);
const nothing = Buffer.alloc(0);

/**
 * Reads a request body. Rejects with 413 as soon as it exceeds `most` bytes, and with 415 when it is compressed (RFC 9110 section
 * 15.5.16); the rest stays unread.
 */
export async function readBody(request: IncomingMessage, response: ServerResponse, most: number): Promise<Buffer> {
  if (!announcesBody(request)) return nothing;
  requireUncoded(request.headers);
  if (announcesMore(request, most)) throw tooLarge(most);
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
