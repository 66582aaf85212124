import { createKeyedMutex } from '../base/concurrency.ts';
import { nameKey } from '../names/name-table.ts';
import type { CollectionResource, FileResource } from '../ports/resource.ts';
import type { TreeWriter } from '../ports/tree-writer.ts';
import { makeAlbum } from './make-album.ts';
import { putFile } from './put-file.ts';
import type { WriterParts } from './writer-parts.ts';

const keyOf = (path: readonly string[]): string => path.map(nameKey).join('/');

/**
 * Adds files and albums to a library, and nothing else: whatever a client does, no asset is changed or removed. Clients that make
 * something at the same path wait for each other.
 */
export function createLibraryWriter(parts: WriterParts): TreeWriter {
  const files = createKeyedMutex<FileResource>();
  const collections = createKeyedMutex<CollectionResource>();
  return {
    put: (path, content, options = {}) => files.run(keyOf(path), () => putFile(parts, path, content, options)),
    makeCollection: (path, options = {}) => collections.run(keyOf(path), () => makeAlbum(parts, path, options)),
  };
}
