import { type Agent, request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

export interface Question {
  readonly method: string;
  /** Percent-encoded, below the root. */
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  /** The client disconnects after this many bytes of the body. */
  readonly leavesAfter?: number;
}

/** The result of a request. `whole`: a complete answer; `broken`: the connection broke; `left`: the client disconnected. */
export interface Reply {
  readonly end: 'whole' | 'broken' | 'left';
  /** 0 if no answer began. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Longer than the server waits for Immich, retries included. A longer wait is a bug. */
const PATIENCE_MS = 60_000;

/** Sends one request. Rejects only if nothing arrives for a minute. */
export function exchange(agent: Agent, url: string, question: Question): Promise<Reply> {
  const { method, path, headers = {}, leavesAfter = Number.POSITIVE_INFINITY } = question;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let reply = { status: 0, headers: {} as IncomingHttpHeaders };
    let hasLeft = false;
    const done = (end: Reply['end']): void => {
      clearTimeout(timer);
      resolve({ ...reply, end: hasLeft ? 'left' : end, body: Buffer.concat(chunks) });
    };
    const request = httpRequest(new URL(path, url), { method, headers, agent }, (response) => {
      reply = { status: response.statusCode ?? 0, headers: response.headers };
      let received = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        received += chunk.length;
        if (received < leavesAfter || hasLeft) return;
        hasLeft = true;
        request.destroy();
      });
      response.on('end', () => done('whole'));
      response.on('error', () => done('broken'));
      response.on('close', () => done('broken'));
    });
    const timer = setTimeout(() => {
      reject(new Error(`No end of an answer to ${method} ${path} after a minute.`));
      request.destroy();
    }, PATIENCE_MS);
    request.on('error', () => done('broken'));
    request.end();
  });
}
