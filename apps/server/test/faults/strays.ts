import { expect, onTestFinished } from 'vitest';

/** Lets the running test fail when something rejects or throws that nobody waits for: in production it ends the process. */
export function failOnStrays(): void {
  const strays: unknown[] = [];
  const note = (error: unknown): void => void strays.push(error);
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
  onTestFinished(async () => {
    // A rejection is told of after the turn that it came up in.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
    expect(strays).toEqual([]);
  });
}
