import { LibraryError } from '@immich-webdav/core';

const tooLate = (): LibraryError =>
  new LibraryError('timeout', 'Immich took too long to answer; allow it more time with IMMICH_TIMEOUT if this stays.');

/** Runs work with a signal that aborts with the caller's signal, or with `timeout` after `ms` milliseconds. */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // `AbortSignal.any` would stay attached to a signal that lives as long as the server.
  const ending = new AbortController();
  const leave = (): void => ending.abort(signal?.reason);
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave, { once: true });
  const timer = setTimeout(() => ending.abort(tooLate()), ms);
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}
