import type { Dispatcher } from 'undici';
import type { Connection } from './connection.ts';

const DEAD = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/**
 * Sends a read-only request, and retries if its connection breaks before an answer begins: a server may close an idle connection
 * while it is being reused. The retry uses a new connection, because others in the pool may be closed too.
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
