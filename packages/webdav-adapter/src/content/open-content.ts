import { type ByteRange, type Content, type FileResource, LibraryError, type ResourceTree } from '@immich-webdav/core';
import { type AskedRange, satisfyRange } from '../ranges/byte-range.ts';
import { fetchLength } from './fetch-length.ts';

export interface OpenRequest {
  readonly tree: ResourceTree;
  readonly file: FileResource;
  readonly range: AskedRange | undefined;
  /** Where the listing has no length, one that the library told since. */
  readonly toldSize: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * Opens a file, or a part of it. Rejects with `range-not-satisfiable` also when the part that came is one of another length than
 * listed: it was reckoned from the wrong length, so nothing of it may be sent. The caller aborts its signal then.
 */
export async function openContent(request: OpenRequest): Promise<Content> {
  const { tree, file, signal } = request;
  const size = await sizeOf(request);
  const range = rangeWithin(request, size);
  const content = await tree.open(file, range === undefined ? { signal } : { signal, range });
  // The whole in the place of a part is told as such, whatever its length, and what was not reckoned from a length fits any.
  if (content.range === undefined || content.size === undefined || size === undefined) return content;
  if (content.size !== size) throw pastTheEnd(content.size);
  return content;
}

async function sizeOf({ tree, file, range, toldSize, signal }: OpenRequest): Promise<number | undefined> {
  const known = file.size ?? toldSize;
  const isNeeded = range !== undefined && 'suffix' in range;
  return known === undefined && isNeeded ? fetchLength(tree, file, signal) : known;
}

function rangeWithin({ range: asked }: OpenRequest, size: number | undefined): ByteRange | undefined {
  const range = asked === undefined ? 'whole' : satisfyRange(asked, size);
  if (range === 'unsatisfiable') throw pastTheEnd(size);
  return range === 'whole' ? undefined : range;
}

const pastTheEnd = (size: number | undefined): LibraryError =>
  size === undefined
    ? new LibraryError('range-not-satisfiable', 'The range begins past the end of the file.')
    : new LibraryError('range-not-satisfiable', `The file has ${size} bytes.`, { size });
