import { LibraryError } from '../errors/library-error.ts';
import type { ByteRange, Content } from '../ports/content.ts';

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Content from memory. `range-not-satisfiable` when the range begins past its end. */
export function openBytes(bytes: Uint8Array, range: ByteRange | undefined): Content {
  const size = bytes.length;
  if (!range) return { body: oneChunk(bytes), size };
  if (range.first >= size)
    throw new LibraryError('range-not-satisfiable', 'The range begins past the end of the file.');
  const last = Math.min(range.last, size - 1);
  return { body: oneChunk(bytes.subarray(range.first, last + 1)), size, range: { first: range.first, last } };
}
