import { LibraryError, type ResourceTree } from '@immich-webdav/core';

/** Paths of the user files in Nextcloud; the next segment is a user name, and any name is accepted. */
const places: readonly (readonly string[])[] = [
  ['dav', 'files'],
  ['remote.php', 'dav', 'files'],
];

/**
 * The base path of a request whose path Nextcloud clients build, in NFC, or `base` for any other path. A resource of the library at
 * that path takes precedence, such as an album `dav` with a folder `files`.
 */
export async function findBase(
  tree: ResourceTree,
  path: readonly string[],
  base: readonly string[],
): Promise<readonly string[]> {
  const below = pathBelow(path, base);
  const place = places.find((segments) => below.length > segments.length && pathBelow(below, segments).length > 0);
  if (place === undefined || (await tree.resolve(place)) !== undefined) return base;
  return path.slice(0, base.length + place.length + 1).map((segment) => segment.normalize());
}

/** Paths at which Nextcloud clients request the version, the capabilities or a log-in page. */
const serverPages: ReadonlySet<string | undefined> = new Set(['status.php', 'ocs', 'ocs-provider', 'index.php']);

const explanation = (cause: unknown): LibraryError =>
  new LibraryError('not-found', 'This is a WebDAV server and not a Nextcloud: use a client that speaks plain WebDAV.', {
    cause,
  });

/** Explains to a Nextcloud client why nothing is at its path. Returns other errors as they are. */
export function explainMissing(error: unknown, path: readonly string[], base: readonly string[]): unknown {
  if (!LibraryError.is(error) || error.code !== 'not-found') return error;
  return serverPages.has(pathBelow(path, base)[0]) ? explanation(error) : error;
}

/** The same for `status.php`, which such clients request before they have a password. */
export function explainUnauthenticated(error: unknown, path: readonly string[], base: readonly string[]): unknown {
  if (!LibraryError.is(error) || error.code !== 'unauthenticated') return error;
  const below = pathBelow(path, base);
  return below.length === 1 && below[0] === 'status.php' ? explanation(error) : error;
}

/** The part of a path below another one; empty when it is not below. Segments are compared in NFC. */
function pathBelow(path: readonly string[], above: readonly string[]): readonly string[] {
  return above.every((segment, index) => path[index]?.normalize() === segment) ? path.slice(above.length) : [];
}
