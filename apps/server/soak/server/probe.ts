import { setImmediate } from 'node:timers/promises';

/**
 * Loaded into the server's process before the server. Reports memory on request, after a collection of garbage. Does not keep the
 * process alive, and is independent of the server.
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
