import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { PathMapping } from '../options.ts';
import { asFolder, isBelow } from './is-below.ts';

/** Where an original lies here, both free of links at the time of the question. */
export interface MappedPath {
  /** The mapped folder. */
  readonly folder: string;
  /** Below it. */
  readonly file: string;
}

/**
 * Where an original of Immich's host lies here; undefined when no mapping covers it, when there is nothing, or when it is
 * outside of the mapped folder: a symbolic link in a library must not show the rest of this host.
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
