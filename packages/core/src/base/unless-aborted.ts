import { LibraryError } from '../errors/library-error.ts';

/** Waits for shared work. Rejects with `unavailable` as soon as the signal aborts, without stopping the work. */
export async function unlessAborted<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work();
  const givenUp = (): LibraryError => new LibraryError('unavailable', 'The request was given up.');
  if (signal.aborted) throw givenUp();
  let stop: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(givenUp());
    signal.addEventListener('abort', stop);
  });
  return Promise.race([work(), aborted]).finally(() => signal.removeEventListener('abort', stop));
}
