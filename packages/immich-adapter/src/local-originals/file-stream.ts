import type { FileHandle } from 'node:fs/promises';
import { addAbortSignal, Readable } from 'node:stream';
import { type ByteRange, LibraryError } from '@immich-webdav/core';

const CHUNK_BYTES = 256 * 1024;

/** Streams a range of an open file and closes it. Unlike `createReadStream`, it fails if the file ends before the range does. */
export function fileStream(file: FileHandle, { first, last }: ByteRange, signal?: AbortSignal): Readable {
  let position = first;
  const stream = new Readable({
    highWaterMark: CHUNK_BYTES,
    read: () => {
      const length = Math.min(CHUNK_BYTES, last + 1 - position);
      if (length <= 0) {
        stream.push(null);
        return;
      }
      file.read(Buffer.allocUnsafe(length), 0, length, position).then(
        ({ bytesRead, buffer }) => {
          position += bytesRead;
          if (bytesRead === 0) stream.destroy(unreadable());
          else stream.push(buffer.subarray(0, bytesRead));
        },
        (cause) => stream.destroy(unreadable(cause)),
      );
    },
    destroy: (error, callback) => {
      // Nothing was written, so a failed close loses nothing.
      file
        .close()
        .catch(noop)
        .finally(() => callback(error));
    },
  });
  stream.on('error', noop);
  return signal ? addAbortSignal(signal, stream) : stream;
}

const noop = (): void => {};

const unreadable = (cause?: unknown): LibraryError =>
  new LibraryError('unavailable', 'An original changed or broke while it was read from disk; try again.', { cause });
