import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A folder of Immich's host and where it is mounted here. */
export interface PathMapping {
  /** As Immich shows it in `originalPath`, e.g. `/usr/src/app/upload`. */
  readonly from: string;
  /** The same folder on this host. Nothing outside of it is ever read. */
  readonly to: string;
}

/** The path of an original on this host, both fields without symbolic links when resolved. */
export interface MappedPath {
  /** The mapped folder. */
  readonly folder: string;
  /** Below it. */
  readonly file: string;
}

/**
 * Maps a path of Immich's host to this host; undefined if no mapping covers it, if there is no file, or if it is outside of the
 * mapped folder: a symbolic link in a library must not expose other files of this host.
 */
export async function mappedPath(
  originalPath: string,
  mappings: readonly PathMapping[],
): Promise<MappedPath | undefined> {
  const mapping = mappings
    .filter(({ from }) => originalPath.startsWith(asFolder(from, '/')))
    .toSorted((a, b) => b.from.length - a.from.length)[0];
  if (!mapping || originalPath.includes('\0')) return undefined;
  const segments = originalPath.slice(asFolder(mapping.from, '/').length).split('/');
  if (segments.includes('..')) return undefined;
  try {
    const folder = await realpath(mapping.to);
    const file = await realpath(join(folder, ...segments));
    return isBelow(file, folder) ? { folder, file } : undefined;
  } catch {
    return undefined;
  }
}

/** A path with a final separator, so that it is a prefix only of the paths below it. */
export const asFolder = (path: string, separator: string): string =>
  path.endsWith(separator) ? path : `${path}${separator}`;

/** Whether a path of this host is below a folder of this host; both free of links. */
export const isBelow = (path: string, folder: string): boolean => path.startsWith(asFolder(folder, sep));
