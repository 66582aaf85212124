import { LibraryError } from '@immich-webdav/core';

/** The error for a range that begins past the end; `size` is the true length of the whole, where it is known. */
export const pastEnd = (size?: number): LibraryError =>
  new LibraryError(
    'range-not-satisfiable',
    'The range begins past the end of the file.',
    size === undefined ? {} : { size },
  );
