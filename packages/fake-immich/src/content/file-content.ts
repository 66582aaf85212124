import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { Content } from './content.ts';

const READ_SIZE = 1024 * 1024;

/** The bytes of a file on disk. Its size is taken now; the file is read when it is asked for. */
export function fileContent(path: string): Content {
  let digest: Buffer | undefined;
  return {
    size: statSync(path).size,
    chunks: (start, end) =>
      end > start ? createReadStream(path, { start, end: end - 1, highWaterMark: READ_SIZE / 4 }) : [],
    exists: () => existsSync(path),
    sha1: () => {
      digest ??= hashFile(path);
      return digest;
    },
  };
}

// Synchronous, because a checksum is needed in the middle of rendering a listing.
function hashFile(path: string): Buffer {
  const hash = createHash('sha1');
  const buffer = Buffer.allocUnsafe(READ_SIZE);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
      hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest();
}
