import { LibraryError } from '@immich-webdav/core';

/** The error for an answer that cannot be the file. `did` completes "Immich, or a proxy before it, …". */
export const badAnswer = (did: string): LibraryError =>
  new LibraryError('bad-response', `Immich, or a proxy before it, ${did}; try again, and check the proxy if it stays.`);
