import type { Socket } from 'node:net';
import { plainAddress } from './address.ts';
import type { OnLimit } from './limits.ts';

const longestCheckMs = 1000;

interface Mark {
  readonly progress: string;
  readonly since: number;
}

/**
 * Disconnects clients that accepted no byte of an answer for `timeoutMs`, exact to a second. Returns the timer, for `clearInterval`.
 * A socket timeout would also cut answers that wait for the library.
 */
export function cutStalledReaders(sockets: Iterable<Socket>, timeoutMs: number, onLimit: OnLimit): NodeJS.Timeout {
  let marks = new Map<Socket, Mark>();
  const check = () => {
    const now = performance.now();
    const next = new Map<Socket, Mark>();
    for (const socket of sockets) {
      if (socket.writableLength === 0) continue;
      const progress = progressOf(socket);
      const last = marks.get(socket);
      const mark = last?.progress === progress ? last : { progress, since: now };
      if (now - mark.since < timeoutMs) next.set(socket, mark);
      else {
        onLimit({ limit: 'writeTimeoutMs', address: plainAddress(socket.remoteAddress) });
        socket.destroy();
      }
    }
    marks = next;
  };
  return setInterval(check, Math.min(longestCheckMs, timeoutMs / 10)).unref();
}

interface WithHandle {
  /** Internal to Node; the only sign that part of a large chunk was sent. */
  readonly _handle?: { readonly writeQueueSize?: number } | null;
}

function progressOf(socket: Socket): string {
  const queued = (socket as WithHandle)._handle?.writeQueueSize ?? 0;
  return `${socket.bytesWritten} ${socket.writableLength} ${queued}`;
}
