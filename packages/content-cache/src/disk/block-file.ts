import { close, open, readv } from 'node:fs';
import { type FileHandle, open as openHandle, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { allocatePieces, lengthOf, PIECE_BYTES, type Pieces, pieceLength } from '../blocks/pieces.ts';
import { makeFolder } from './make-folder.ts';

// The callback functions cost a third of what file handles do, and a cached photo is opened with every request.
const openFile = promisify(open);
const readFile = promisify(readv);

/** The magic number, which is also the version of the format, and a CRC-32 of name and bytes. */
const HEADER_BYTES = 8;
const MAGIC = 0x49574331;

/** File systems give space in pages of this many bytes. */
const PAGE_BYTES = 4096;

/** What a block of so many bytes takes on disk. */
export const bytesOnDisk = (length: number): number => pages(length + HEADER_BYTES);

/** What a file of so many bytes takes on disk. */
export const pages = (fileBytes: number): number => Math.max(1, Math.ceil(fileBytes / PAGE_BYTES)) * PAGE_BYTES;

const checksumOf = (name: string, bytes: Pieces): number =>
  bytes.reduce((sum, piece) => crc32(piece, sum), crc32(name));

let written = 0;

/** The end of the name of a file that is being written. */
export const unfinished = '.tmp';

/**
 * Writes a block under its final name only once it is whole. Nothing is forced to the disk: what a power cut leaves behind
 * does not pass the checksum.
 */
export async function writeBlockFile(path: string, name: string, bytes: Pieces): Promise<void> {
  const draft = `${path}.${process.pid}-${written++}${unfinished}`;
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(MAGIC, 0);
  header.writeUInt32BE(checksumOf(name, bytes), 4);
  await makeFolder(dirname(path));
  try {
    const file = await openHandle(draft, 'wx', 0o600);
    try {
      const { bytesWritten } = await file.writev([header, ...bytes]);
      if (bytesWritten !== HEADER_BYTES + lengthOf(bytes)) throw new Error('The disk took only a part of the file.');
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
export async function readBlockFile(path: string, name: string, length: number): Promise<Pieces | undefined> {
  let file: number | undefined;
  try {
    file = await openFile(path, 'r');
    const header = Buffer.allocUnsafe(HEADER_BYTES);
    const bytes = allocatePieces(length);
    // One byte more than there should be: a longer file is another one.
    const { bytesRead } = await readFile(file, [header, ...bytes, Buffer.allocUnsafe(1)], 0);
    if (bytesRead !== HEADER_BYTES + length || header.readUInt32BE(0) !== MAGIC) return undefined;
    return header.readUInt32BE(4) === checksumOf(name, bytes) ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) close(file, ignore);
  }
}

/** Reads pieces of a block's file, which stays open until `close`. */
export interface PieceFile {
  /** One piece; undefined when the file does not have it, it has another CRC-32, or after `close`. */
  read(piece: number, checksum: number): Promise<Uint8Array | undefined>;
  close(): void;
}

/** Opens the file of a block of so many bytes with the first read. */
export function pieceFile(path: string, length: number): PieceFile {
  let opening: Promise<FileHandle> | undefined;
  let isClosed = false;
  return {
    async read(piece, checksum) {
      if (isClosed) return undefined;
      try {
        opening ??= openHandle(path, 'r');
        const bytes = Buffer.allocUnsafe(pieceLength(length, piece));
        const { bytesRead } = await (await opening).read(bytes, 0, bytes.length, HEADER_BYTES + piece * PIECE_BYTES);
        return bytesRead === bytes.length && crc32(bytes) === checksum ? bytes : undefined;
      } catch {
        return undefined;
      }
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      // Node closes it after the reads that are under way.
      opening?.then((file) => file.close()).catch(ignore);
    },
  };
}

// Nothing was written, or what was written is given up: it does not matter how that went.
const ignore = (): void => {};
