import type { Dispatcher } from 'undici';
import type { Connection } from './connection.ts';

const DEAD = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/**
 * Sends a request that changes nothing, and once more if its connection broke before an answer began: a server may end an
 * idle connection at the very moment that it is used again. The second try has a connection of its own, because the others
 * of the pool may have died with the first.
 */
export async function sendTwice<T>(
  connection: Connection,
  send: (dispatcher: Dispatcher) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await send(connection.pool);
  } catch (error) {
    if (signal?.aborted || !isDeadConnection(error)) throw error;
    return send(connection.fresh);
  }
}

function isDeadConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return DEAD.has(code) || isDeadConnection(error.cause);
}
