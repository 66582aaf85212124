import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { vi } from 'vitest';

/** One connection on which bytes are sent as they are. */
export interface Wire {
  readonly socket: Socket;
  /** All that came back so far. */
  readonly text: () => string;
  /** The statuses of all answers that came back so far. */
  readonly statuses: () => readonly number[];
  /** Resolves when so many answers have begun. */
  readonly answers: (count: number) => Promise<void>;
  /** Resolves when the server has ended its side. */
  readonly ended: Promise<void>;
}

export async function openWire(port: number, host = '127.0.0.1'): Promise<Wire> {
  const socket = connect({ port, host, allowHalfOpen: true });
  let received = '';
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  const ended = new Promise<void>((resolve) => {
    socket.once('end', () => resolve());
    socket.once('close', () => resolve());
  });
  await once(socket, 'connect');
  const statuses = () => [...received.matchAll(/HTTP\/1\.1 (\d{3}) [^<\r]*\r\n/g)].map((match) => Number(match[1]));
  return {
    socket,
    text: () => received,
    statuses,
    answers: (count) => vi.waitUntil(() => statuses().length >= count, { timeout: 10_000 }).then(() => {}),
    ended,
  };
}
