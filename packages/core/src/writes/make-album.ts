import { LibraryError } from '../errors/library-error.ts';
import type { RequestOptions } from '../ports/request-options.ts';
import type { CollectionResource } from '../ports/resource.ts';
import { requireLegal } from './file-name.ts';
import { freePlace, type WriterParts } from './writer-parts.ts';

/** Makes an album where a new collection is to be. */
export async function makeAlbum(
  parts: WriterParts,
  path: readonly string[],
  options: RequestOptions,
): Promise<CollectionResource> {
  const { tree, groups, writer, albumPathSeparator, onChange } = parts;
  const name = requireLegal(path.at(-1) ?? '');
  const { names } = await freePlace(parts, path);
  requireShown(parts, names, name);
  await writer.albums.create([...names, name].join(albumPathSeparator ?? ''), options);
  await groups.load('album');
  await groups.save();
  onChange();
  const made = await tree.resolve(path);
  if (made?.kind === 'collection') return made;
  throw new LibraryError('unavailable', 'The album was made, and is not shown yet; look again in a moment.');
}

/** Throws where a new album would not be shown at its path. */
function requireShown(
  { showsAllAlbums, albumPathSeparator }: WriterParts,
  outer: readonly string[],
  name: string,
): void {
  const separator = albumPathSeparator?.trim();
  if (!showsAllAlbums) throw new LibraryError('forbidden', 'Only chosen albums are shown here, so none can be made.');
  if (outer.length > 0 && separator === undefined)
    throw new LibraryError('forbidden', 'Albums hold no albums here; make the folder beside this one.');
  if (separator !== undefined && name.includes(separator))
    throw new LibraryError('invalid-name', `Use a name without '${separator}', which separates albums.`);
}
