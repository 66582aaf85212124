import type { Readable } from 'node:stream';

/** An error message is far shorter. */
const MOST_BYTES = 64 * 1024;

/** The beginning of a body as text. Ends the request. */
export async function readText(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, MOST_BYTES);
}
