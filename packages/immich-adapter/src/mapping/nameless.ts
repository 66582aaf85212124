import { TreeError } from '@immich-webdav/core';

/** Something in an answer lacks what everything has; `what` with its article. */
export const nameless = (what: string): TreeError =>
  new TreeError('bad-response', `Immich listed ${what} without an id or a name; its version may not be supported.`);
