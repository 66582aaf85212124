import { watchHints } from './hints/watch-hints.ts';
import { connectTo } from './http/connection.ts';
import type { ImmichOptions } from './options.ts';

const PATIENCE_MS = 5000;

/** Connects to Immich's websocket once. Resolves with undefined when hints of changes arrive, else with a sentence that says why not. */
export async function checkHints(
  options: ImmichOptions,
  patienceMs: number = PATIENCE_MS,
): Promise<string | undefined> {
  const connection = connectTo(options);
  const stop = new AbortController();
  try {
    return await new Promise((resolve) => {
      const timer = setTimeout(
        () => resolve('The websocket of Immich does not answer; changes show at the next refresh instead of at once.'),
        patienceMs,
      );
      stop.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      watchHints(connection, { onHint: () => resolve(undefined), onWarning: resolve, signal: stop.signal });
    });
  } finally {
    stop.abort();
    await connection.close();
  }
}
