import { connect, type Socket } from 'node:net';
import { setImmediate as yieldToServer } from 'node:timers/promises';
import { type Conversation, injected } from './arbitraries.ts';
import { isFramed } from './framing.ts';

/** How long a conversation may take after its last byte. */
const patienceMs = 30_000;
const statusLine = /HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n/g;

/** The answer to methods that the server does not have (RFC 9110 section 9.1). */
const notImplemented = '501';

/** What came back on one connection. */
interface Outcome {
  readonly text: string;
  /** False: the server neither answered nor closed in time. */
  readonly isClosed: boolean;
}

/** What a server answered. */
export interface Verdict {
  readonly statuses: readonly string[];
  /** Undefined if nothing is wrong. */
  readonly problem: string | undefined;
}

/** Has a conversation with a server. Rejects if the server is gone. */
export async function converse(port: number, conversation: Conversation): Promise<Verdict> {
  const { text, isClosed } = await exchange(port, conversation);
  const statuses = [...text.matchAll(statusLine)].map(([, status = '']) => status);
  return { statuses, problem: problemOf(text, isClosed, statuses) };
}

function problemOf(text: string, isClosed: boolean, statuses: readonly string[]): string | undefined {
  if (!isClosed) return 'The connection stayed open.';
  if (!isFramed(text)) return `Something stands between the answers: ${JSON.stringify(text.slice(0, 500))}.`;
  const failed = statuses.find((status) => Number(status) >= 500 && status !== notImplemented);
  if (failed !== undefined) return `An answer is ${failed}.`;
  if (new RegExp(`^${injected}`, 'im').test(text)) return 'A header was injected.';
  return undefined;
}

function exchange(port: number, { chunks, end }: Conversation): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const timer = setTimeout(() => {
      resolve({ text, isClosed: false });
      socket.destroy();
    }, patienceMs);
    socket.on('data', (chunk: Buffer) => {
      // Contents are long, and only heads are looked at.
      if (text.length < 1_000_000) text += chunk.toString('latin1');
    });
    socket.on('end', () => socket.end());
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Only a server that is gone refuses.
      if (error.code === 'ECONNREFUSED') reject(error);
    });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({ text, isClosed: true });
    });
    socket.once('connect', () => void write(socket, chunks, end));
  });
}

async function write(socket: Socket, chunks: readonly Buffer[], end: Conversation['end']): Promise<void> {
  for (const chunk of chunks) {
    if (socket.destroyed || socket.writableEnded) return;
    socket.write(chunk);
    await yieldToServer();
  }
  if (end === 'half-close') socket.end();
  else socket.resetAndDestroy();
}
