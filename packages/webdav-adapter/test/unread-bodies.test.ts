import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';
import { openWire } from './wire.ts';

const piece = Buffer.alloc(50_000, 'x');
const pieces = 6;

afterEach(() => {
  vi.useRealTimers();
});

/** A server that has answered a PUT whose body is still on its way. */
async function answeredEarly() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let socket: Socket | undefined;
  const { port } = await serve(new MemoryTree(), {
    intercept: (request) => {
      socket = request.socket;
      return false;
    },
  });
  const wire = await openWire(port);
  let error: Error | undefined;
  wire.socket.on('error', (caused) => {
    error = caused;
  });
  wire.socket.write(`PUT /new HTTP/1.1\r\nHost: x\r\nContent-Length: ${piece.length * pieces}\r\n\r\n`);
  await until(() => wire.statuses().length === 1);
  return { wire, received: () => socket?.bytesRead ?? 0, error: () => error };
}

/** `vi.waitUntil` waits by the faked timers. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

test('a slow body is read to its end, however long it takes', async () => {
  const { wire, received, error } = await answeredEarly();
  for (let sent = 1; sent <= pieces; sent++) {
    wire.socket.write(piece);
    await until(() => received() >= sent * piece.length || error() !== undefined);
    if (sent < pieces) vi.advanceTimersByTime(1_500);
  }
  await wire.ended;
  wire.socket.end();
  await once(wire.socket, 'close');
  expect(error()).toBeUndefined();
  expect(wire.statuses()).toEqual([403]);
  expect(wire.text()).toContain('read-only');
});

test('a body that stalls is not waited for', async () => {
  const { wire } = await answeredEarly();
  wire.socket.write(piece);
  vi.advanceTimersByTime(10_000);
  await wire.ended;
  expect(wire.statuses()).toEqual([403]);
  wire.socket.destroy();
});
