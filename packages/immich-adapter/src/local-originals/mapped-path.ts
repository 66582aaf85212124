import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { PathMapping } from '../options.ts';

/**
 * Where an original of Immich's host lies here; undefined when no mapping covers it, when there is nothing, or when it is
 * outside of the mapped folder: a symbolic link in a library must not show the rest of this host.
 */
export async function mappedPath(originalPath: string, mappings: readonly PathMapping[]): Promise<string | undefined> {
  const mapping = mappings
    .filter(({ from }) => originalPath.startsWith(asFolder(from, '/')))
    .toSorted((a, b) => b.from.length - a.from.length)[0];
  if (!mapping || originalPath.includes('\0')) return undefined;
  const segments = originalPath.slice(asFolder(mapping.from, '/').length).split('/');
  if (segments.includes('..')) return undefined;
  try {
    const folder = await realpath(mapping.to);
    const file = await realpath(join(folder, ...segments));
    return file.startsWith(asFolder(folder, sep)) ? file : undefined;
  } catch {
    return undefined;
  }
}

const asFolder = (path: string, separator: string): string => (path.endsWith(separator) ? path : `${path}${separator}`);
