import { type ByteRange, type Content, type FileResource, LibraryError, type ResourceTree } from '@immich-webdav/core';
import { type RequestedRange, satisfyRange } from './byte-range.ts';

export interface OpenRequest {
  readonly tree: ResourceTree;
  readonly file: FileResource;
  readonly range: RequestedRange | undefined;
  /** A length that the library reported since, for a file listed without one. */
  readonly reportedSize: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * Opens a file or a range of it. Rejects with `range-not-satisfiable` also when the length differs from the listed one, because the
 * range was computed from the wrong length; the caller then aborts its signal.
 */
export async function openContent(request: OpenRequest): Promise<Content> {
  const { tree, file, signal } = request;
  const size = await sizeOf(request);
  const range = rangeWithin(request, size);
  const content = await tree.open(file, range === undefined ? { signal } : { signal, range });
  // Whole content is sent as such, whatever its length; a range that was not computed from a length fits any.
  if (content.range === undefined || content.size === undefined || size === undefined) return content;
  if (content.size !== size) throw pastTheEnd(content.size);
  return content;
}

async function sizeOf(request: OpenRequest): Promise<number | undefined> {
  const { file, range, reportedSize } = request;
  const size = file.size ?? reportedSize;
  const isNeeded = range !== undefined && 'suffix' in range;
  return size === undefined && isNeeded ? fetchLength(request) : size;
}

const firstByte = { first: 0, last: 0 };

/** The length that comes with the first byte, for a file listed without one. */
async function fetchLength({ tree, file, signal }: OpenRequest): Promise<number | undefined> {
  const probe = new AbortController();
  const options = { range: firstByte, signal: AbortSignal.any([probe.signal, signal]) };
  try {
    return (await tree.open(file, options)).size;
  } catch (error) {
    // The file is empty.
    if (LibraryError.is(error) && error.code === 'range-not-satisfiable') return error.size;
    throw error;
  } finally {
    probe.abort();
  }
}

function rangeWithin({ range: requested }: OpenRequest, size: number | undefined): ByteRange | undefined {
  const range = requested === undefined ? 'whole' : satisfyRange(requested, size);
  if (range === 'unsatisfiable') throw pastTheEnd(size);
  return range === 'whole' ? undefined : range;
}

const pastTheEnd = (size: number | undefined): LibraryError =>
  size === undefined
    ? new LibraryError('range-not-satisfiable', 'The range begins past the end of the file.')
    : new LibraryError('range-not-satisfiable', `The file has ${size} bytes.`, { size });
