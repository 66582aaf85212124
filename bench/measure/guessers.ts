import { ask } from './ask.ts';
import { startModule, stopChild } from './child.ts';

/** Clients that guess the password of `username`, each as fast as it is answered. */
export interface Guessers {
  readonly url: string;
  readonly username: string;
  readonly clients: number;
  /** How many addresses of this machine they come from; the first is 127.0.1.1. */
  readonly addresses: number;
}

/** Starts them in a process of their own. Resolves, with what ends them, once each has been answered. */
export async function startGuessers(guessers: Guessers): Promise<() => Promise<void>> {
  const child = startModule(new URL('./processes/guessers.ts', import.meta.url));
  await ask(child, guessers);
  return () => stopChild(child);
}
