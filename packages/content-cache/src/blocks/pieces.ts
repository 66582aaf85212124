/** A block lies in memory in pieces of this many bytes: a slow socket then holds a piece, not the whole block. */
export const PIECE_BYTES: number = 64 * 1024;

/** The bytes of a block in order; each piece but the last has `PIECE_BYTES`. */
export type Pieces = readonly Uint8Array[];

/** The piece that holds an offset within a block. */
export const pieceAt = (offset: number): number => Math.floor(offset / PIECE_BYTES);

/** Bytes of one piece of a block. */
export const pieceLength = (blockLength: number, piece: number): number =>
  Math.min(PIECE_BYTES, blockLength - piece * PIECE_BYTES);

/** Memory for all pieces of a block, not cleared. */
export const allocatePieces = (blockLength: number): readonly Buffer[] =>
  Array.from({ length: Math.ceil(blockLength / PIECE_BYTES) }, (_, piece) =>
    Buffer.allocUnsafe(pieceLength(blockLength, piece)),
  );

/** How many bytes pieces have together. */
export const lengthOf = (pieces: Pieces): number => pieces.reduce((sum, { length }) => sum + length, 0);
