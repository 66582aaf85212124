import type { ResourceTree } from '@immich-webdav/core';
import { pathBelow } from '../paths/path-below.ts';

/** Where Nextcloud has the files of its users; the next segment is a user's name, and any name will do. */
const places: readonly (readonly string[])[] = [
  ['dav', 'files'],
  ['remote.php', 'dav', 'files'],
];

/** An address at which clients for Nextcloud look for the tree. */
export interface UserFiles {
  /** The path that Nextcloud shows all users at. */
  readonly place: readonly string[];
  /** The base path below which the tree appears for this request, in NFC. */
  readonly base: readonly string[];
}

/** The address of Nextcloud's kind that a path begins with, below the base path; undefined for any other path. */
export function findUserFiles(path: readonly string[], base: readonly string[]): UserFiles | undefined {
  const below = pathBelow(path, base);
  const place = places.find((segments) => below.length > segments.length && pathBelow(below, segments).length > 0);
  if (place === undefined) return undefined;
  return { place, base: path.slice(0, base.length + place.length + 1).map((segment) => segment.normalize()) };
}

/** Whether the library has something of its own there, such as an album `dav` with a folder `files`: that is shown instead. */
export async function isTaken(tree: ResourceTree, { place }: UserFiles): Promise<boolean> {
  return (await tree.resolve(place)) !== undefined;
}
