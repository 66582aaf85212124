import { LibraryError, type LibraryErrorCode } from '@immich-webdav/core';

/** Settings that affect an error. Only the server can name them. */
const hints: { readonly [Code in LibraryErrorCode]?: string } = {
  timeout: 'IMMICH_TIMEOUT says how long to wait.',
};

/** The message of an error for the operator. */
export function messageOf(error: Error): string {
  const hint = LibraryError.is(error) ? hints[error.code] : undefined;
  return hint === undefined ? error.message : `${error.message} ${hint}`;
}
