import { createHash } from 'node:crypto';
import { PIECE_BYTES, type Pieces } from '../src/blocks/pieces.ts';

export interface SampleBlock {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One of a hundred blocks of 1 to 200 KB, the same for the same number in every process. */
export function sampleBlock(number: number): SampleBlock {
  const index = number % 100;
  const name = `${createHash('sha1').update(`block ${index}`).digest('hex')}-${index}`;
  return { name, bytes: Buffer.alloc(1000 + index * 2000, createHash('sha1').update(name).digest()) };
}

export const piecesOf = (bytes: Uint8Array): Pieces =>
  Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_, piece) =>
    bytes.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES),
  );
