import { crc32 } from 'node:zlib';
import { LibraryError } from '@immich-webdav/core';
import { lengthOf, PIECE_BYTES, type Pieces, pieceAt } from '../blocks/pieces.ts';
import type { PieceFile } from '../disk/block-file.ts';
import type { BlockMemory } from './block-memory.ts';

/** A block on disk, whose bytes are also in memory until `evict`. */
export interface StoredBlock {
  /** The bytes from an offset to the end of their piece. Rejects with `LostBlock`. */
  read(offset: number): Promise<Uint8Array>;
  /** The same, when they are in memory. */
  peek(offset: number): Uint8Array | undefined;
  /** Frees the memory; pieces are read from disk from now on. */
  evict(): void;
  /** Called when the last reader of the block has left. */
  release(): void;
}

/** The file of a block was removed or damaged while it was read. The block has to be fetched again. */
export class LostBlock extends LibraryError {
  constructor() {
    super('unavailable', 'A cached part of the file was removed while it was read; try again.');
  }
}

/** Takes the bytes of a block that is on disk. */
export function storedBlock(pieces: Pieces, file: PieceFile, memory: BlockMemory): StoredBlock {
  let held: Pieces | undefined = pieces;
  let checksums: readonly number[] = [];
  const block: StoredBlock = {
    peek: (offset) => held?.[pieceAt(offset)]?.subarray(offset % PIECE_BYTES),
    async read(offset) {
      memory.touch(block);
      const piece = pieceAt(offset);
      const bytes = held?.[piece] ?? (await file.read(piece, checksums[piece] ?? 0));
      if (!bytes) throw new LostBlock();
      return bytes.subarray(offset % PIECE_BYTES);
    },
    evict() {
      // The file may be damaged before a piece is read from it again.
      checksums = held?.map((piece) => crc32(piece)) ?? checksums;
      held = undefined;
    },
    release() {
      memory.delete(block);
      file.close();
    },
  };
  memory.add(block, lengthOf(pieces));
  return block;
}
