import { type Agent, request as httpRequest } from 'node:http';
import type { Answer } from './compare.ts';
import type { Sent } from './multipart.ts';

/** Sends a request on a connection that is kept, and reads the whole answer. */
export function send(
  method: string,
  path: string,
  { headers, body }: Sent,
  port: number,
  agent: Agent,
): Promise<Answer> {
  const length = body.length > 0 && { 'Content-Length': String(body.length) };
  return new Promise((resolve, reject) => {
    const options = { port, method, path, headers: { ...headers, ...length }, agent };
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
