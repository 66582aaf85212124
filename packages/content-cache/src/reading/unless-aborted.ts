import { LibraryError } from '@immich-webdav/core';

/** What `work` gives; rejects as soon as the signal aborts. */
export async function unlessAborted<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work();
  if (signal.aborted) throw givenUp();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(givenUp());
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([work(), aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

const givenUp = (): LibraryError => new LibraryError('unavailable', 'The request was given up.');
