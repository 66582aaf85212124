import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/** A request as the benchmark sends it. */
export interface Call {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came of a request; times are milliseconds since it was begun. */
export interface Outcome {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly bytes: number;
  readonly firstByteMs: number;
  readonly totalMs: number;
}

/** Sends a request and reads its whole answer, keeping none of it. Rejects unless the status is 2xx. */
export function exchange(call: Call): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const sent = request(call.url, { agent, method: call.method ?? 'GET', headers: call.headers ?? {} }, (response) => {
      let bytes = 0;
      let firstByteMs = 0;
      const status = response.statusCode ?? 0;
      response.on('data', (chunk: Buffer) => {
        if (bytes === 0) firstByteMs = performance.now() - begun;
        bytes += chunk.length;
      });
      response.on('end', () => {
        const totalMs = performance.now() - begun;
        if (status < 200 || status > 299) reject(new Error(`${call.url} answered ${status}.`));
        else resolve({ status, headers: response.headers, bytes, firstByteMs, totalMs });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(call.body);
  });
}

/** Ends the connections that are kept. */
export const closeConnections = (): void => agent.destroy();
