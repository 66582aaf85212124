import { LibraryError } from '@immich-webdav/core';
import { pathBelow } from '../paths/path-below.ts';

/** What clients for Nextcloud ask of the server itself: its version, its capabilities, a log-in page. */
const serverPages: ReadonlySet<string | undefined> = new Set(['status.php', 'ocs', 'ocs-provider', 'index.php']);

const explanation = (cause: unknown): LibraryError =>
  new LibraryError('not-found', 'This is a WebDAV server and not a Nextcloud: use a client that speaks plain WebDAV.', {
    cause,
  });

/** The error to answer where the tree has nothing: a client that takes this server for a Nextcloud is told that it is none. */
export function explainMissing(error: unknown, path: readonly string[], base: readonly string[]): unknown {
  if (!LibraryError.is(error) || error.code !== 'not-found') return error;
  return serverPages.has(pathBelow(path, base)[0]) ? explanation(error) : error;
}

/** The same before a client has logged in: such clients ask for `status.php` before they have a password. */
export function explainUnauthenticated(error: unknown, path: readonly string[], base: readonly string[]): unknown {
  if (!LibraryError.is(error) || error.code !== 'unauthenticated') return error;
  const below = pathBelow(path, base);
  return below.length === 1 && below[0] === 'status.php' ? explanation(error) : error;
}
