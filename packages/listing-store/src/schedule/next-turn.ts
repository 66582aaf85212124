import { setImmediate } from 'node:timers/promises';

/** Lets whatever waits for the event loop go first. */
export const yieldToOthers = (): Promise<void> => setImmediate();
