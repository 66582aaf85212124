import { PIECE_BYTES, type Pieces, pieceAt, pieceLength } from '../blocks/pieces.ts';

/** The pieces of a block as they arrive. Each is allocated when it begins: a slow block then takes little memory. */
export interface ArrivingPieces {
  readonly filled: number;
  readonly pieces: Pieces;
  /** Copies what fits and returns how many bytes that was. */
  append(chunk: Uint8Array): number;
  /** What has arrived from an offset to the end of its piece. */
  at(offset: number): Uint8Array | undefined;
  /** Frees the memory. */
  clear(): void;
}

export function arrivingPieces(length: number): ArrivingPieces {
  let pieces: Uint8Array[] = [];
  let filled = 0;

  function room(): Uint8Array {
    const piece = pieceAt(filled);
    pieces[piece] ??= Buffer.allocUnsafe(pieceLength(length, piece));
    return pieces[piece].subarray(filled - piece * PIECE_BYTES);
  }

  return {
    get filled() {
      return filled;
    },
    get pieces() {
      return pieces;
    },
    append(chunk) {
      let taken = 0;
      while (taken < chunk.length && filled < length) {
        const target = room();
        const part = chunk.subarray(taken, taken + target.length);
        target.set(part);
        taken += part.length;
        filled += part.length;
      }
      return taken;
    },
    at(offset) {
      if (filled <= offset) return undefined;
      const piece = pieceAt(offset);
      const start = piece * PIECE_BYTES;
      return pieces[piece]?.subarray(offset - start, filled - start);
    },
    clear() {
      pieces = [];
    },
  };
}
