import { close, open, read } from 'node:fs';
import { open as openHandle, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { makeFolder } from './make-folder.ts';

// The callback functions cost a third of what file handles do, and a cached photo is opened with every request.
const openFile = promisify(open);
const readFile = promisify(read);

/** The magic number, which is also the version of the format, and a CRC-32 of name and bytes. */
const HEADER_BYTES = 8;
const MAGIC = 0x49574331;

/** File systems give space in pages of this many bytes. */
const PAGE_BYTES = 4096;

/** What a block of so many bytes takes on disk. */
export const bytesOnDisk = (length: number): number => pages(length + HEADER_BYTES);

/** What a file of so many bytes takes on disk. */
export const pages = (fileBytes: number): number => Math.max(1, Math.ceil(fileBytes / PAGE_BYTES)) * PAGE_BYTES;

const checksum = (name: string, bytes: Uint8Array): number => crc32(bytes, crc32(name));

let written = 0;

/** The end of the name of a file that is being written. */
export const unfinished = '.tmp';

/**
 * Writes a block under its final name only once it is whole. Nothing is forced to the disk: what a power cut leaves behind
 * does not pass the checksum.
 */
export async function writeBlockFile(path: string, name: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}-${written++}${unfinished}`;
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(MAGIC, 0);
  header.writeUInt32BE(checksum(name, bytes), 4);
  await makeFolder(dirname(path));
  try {
    const file = await openHandle(draft, 'wx', 0o600);
    try {
      const { bytesWritten } = await file.writev([header, bytes]);
      if (bytesWritten !== HEADER_BYTES + bytes.length) throw new Error('The disk took only a part of the file.');
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(ignore);
    throw error;
  }
}

/** The bytes of a block, or undefined when the file is not there, or is not whole and genuine. */
export async function readBlockFile(path: string, name: string, length: number): Promise<Uint8Array | undefined> {
  let file: number | undefined;
  try {
    file = await openFile(path, 'r');
    // One byte more than there should be: a longer file is another one.
    const buffer = Buffer.allocUnsafe(HEADER_BYTES + length + 1);
    const { bytesRead } = await readFile(file, buffer, 0, buffer.length, 0);
    if (bytesRead !== HEADER_BYTES + length || buffer.readUInt32BE(0) !== MAGIC) return undefined;
    const bytes = buffer.subarray(HEADER_BYTES, bytesRead);
    return buffer.readUInt32BE(4) === checksum(name, bytes) ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) close(file, ignore);
  }
}

// Nothing was written, or what was written is given up: it does not matter how that went.
const ignore = (): void => {};
