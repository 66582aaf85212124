import { setImmediate } from 'node:timers/promises';

/**
 * Loaded into the server's process before the server: tells its memory when asked to, after all garbage is collected. It keeps
 * nothing running, and the server knows nothing of it.
 */
process.on('message', () => {
  void (async () => {
    for (let round = 0; round < 3; round++) {
      globalThis.gc?.();
      await setImmediate();
    }
    process.send?.(process.memoryUsage());
  })();
});
process.channel?.unref();
