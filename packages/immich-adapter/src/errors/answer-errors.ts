import { LibraryError } from '@immich-webdav/core';

/** The error for a JSON answer of an unexpected shape. */
export const unfitAnswer = (what: string): LibraryError =>
  new LibraryError('bad-response', `Immich answered ${what} in an unexpected form; its version may not be supported.`);

/** The error for an answer that cannot be the requested file. `did` completes "Immich, or a proxy before it, …". */
export const badAnswer = (did: string): LibraryError =>
  new LibraryError('bad-response', `Immich, or a proxy before it, ${did}; try again, and check the proxy if it stays.`);

/** The error for a range that begins past the end; `size` is the true length of the file, if Immich reports it. */
export const pastEnd = (size?: number): LibraryError =>
  new LibraryError(
    'range-not-satisfiable',
    'The range begins past the end of the file.',
    size === undefined ? {} : { size },
  );
