import { LibraryError } from '@immich-webdav/core';

/** The error for an answer of another shape than this line of Immich gives. */
export const unfitAnswer = (what: string): LibraryError =>
  new LibraryError(
    'bad-response',
    `Immich answered ${what} in a form that is not known; its version may not be supported.`,
  );
