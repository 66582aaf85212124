import type { IncomingMessage, ServerResponse } from 'node:http';
import { askForBody, awaitsContinue } from './continue.ts';
import { Refusal } from './refusal.ts';
import { maxBodyBytes } from './unread-body.ts';

/**
 * Reads a body that means nothing (RFC 9110 section 9.3.1), so that the connection can be used again. Rejects with 413 when it is
 * long. Undefined where there is nothing to wait for: Node drops a short body of a known length by itself.
 */
export function dropBody(request: IncomingMessage, response: ServerResponse): Promise<void> | undefined {
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  const awaits = awaitsContinue(request) && Number(request.headers['content-length'] ?? 0) > 0;
  if (!isChunked && !awaits) return undefined;
  askForBody(request, response);
  return new Promise((resolve, reject) => {
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodyBytes) return;
      request.off('data', onData);
      reject(new Refusal(413, 'Send this request without a body.'));
    };
    request.on('data', onData);
    request.once('end', resolve);
    request.once('close', () => {
      if (!request.complete) reject(new Refusal(400, 'The request ended before its body did.'));
    });
  });
}
