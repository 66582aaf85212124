import { LibraryError, type Resource } from '@immich-webdav/core';
import type { Exchange } from '../engine/exchange.ts';

/** The requested resource; rejects with `not-found` where there is none. */
export async function findResource({ tree, segments }: Exchange): Promise<Resource> {
  const resource = await tree.resolve(segments);
  if (resource === undefined) throw new LibraryError('not-found', 'There is nothing at this path.');
  return resource;
}
