import { type FileResource, LibraryError, type ResourceTree } from '@immich-webdav/core';

const firstByte = { first: 0, last: 0 };

/** The length of a file whose listing has none, told with its first byte; undefined where the library does not tell it either. */
export async function fetchLength(
  tree: ResourceTree,
  file: FileResource,
  signal: AbortSignal,
): Promise<number | undefined> {
  const asking = new AbortController();
  const options = { range: firstByte, signal: AbortSignal.any([asking.signal, signal]) };
  try {
    return (await tree.open(file, options)).size;
  } catch (error) {
    // A file without a first byte.
    if (LibraryError.is(error) && error.code === 'range-not-satisfiable') return error.size;
    throw error;
  } finally {
    asking.abort();
  }
}
