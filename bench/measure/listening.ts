import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 2;
const patienceMs = 20_000;

/** Resolves when a port of the loopback address takes a connection. Gives up after 20 s. */
export async function listening(port: number): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await takesConnection(port))) {
    if (performance.now() > end) throw new Error(`Waited in vain until port ${port} took a connection.`);
    await sleep(pauseMs);
  }
}

async function takesConnection(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
