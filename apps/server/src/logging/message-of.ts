import { LibraryError, type LibraryErrorCode } from '@immich-webdav/core';

/** What a source cannot know: by which variable of this server something can be changed. */
const hints: { readonly [Code in LibraryErrorCode]?: string } = {
  timeout: 'IMMICH_TIMEOUT says how long to wait.',
};

/** An error's message for whoever runs the server. */
export function messageOf(error: Error): string {
  const hint = LibraryError.is(error) ? hints[error.code] : undefined;
  return hint === undefined ? error.message : `${error.message} ${hint}`;
}
