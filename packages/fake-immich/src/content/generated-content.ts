import { createHash } from 'node:crypto';
import type { Content } from './content.ts';

const BLOCK_SIZE = 1024 * 1024;
const HEADER_SIZE = 16;

/** One pseudo-random block for all generated content: nothing is computed or copied when bytes are served. */
const block = createBlock();

/**
 * Pseudo-random bytes of a size, the same for the same seed. The first 16 bytes are the seed's own (so two seeds differ),
 * the rest is the shared block, repeated, entered at an offset that depends on the seed.
 */
export function generatedContent(size: number, seed: number): Content {
  let digest: Buffer | undefined;
  const chunks = (start: number, end: number): Iterable<Uint8Array> => generate(seed, start, Math.min(end, size));
  return {
    size,
    chunks,
    exists: () => true,
    sha1: () => {
      digest ??= hash(chunks(0, size));
      return digest;
    },
  };
}

function* generate(seed: number, start: number, end: number): Generator<Uint8Array> {
  let position = start;
  if (position < HEADER_SIZE && position < end) {
    const stop = Math.min(end, HEADER_SIZE);
    yield header(seed).subarray(position, stop);
    position = stop;
  }
  const shift = Math.imul(seed, 0x9e3779b1) >>> 12;
  while (position < end) {
    const from = (position + shift) % BLOCK_SIZE;
    const length = Math.min(BLOCK_SIZE - from, end - position);
    yield block.subarray(from, from + length);
    position += length;
  }
}

function header(seed: number): Buffer {
  const bytes = Buffer.alloc(HEADER_SIZE);
  bytes.writeDoubleBE(seed, 0);
  bytes.writeUInt32BE(Math.imul(seed ^ 0x5bd1e995, 0x85ebca6b) >>> 0, 8);
  bytes.writeUInt32BE(Math.imul(seed ^ 0x27d4eb2f, 0xc2b2ae35) >>> 0, 12);
  return bytes;
}

/** Fills the block with xorshift32 (Marsaglia, 2003). */
function createBlock(): Buffer {
  const words = new Uint32Array(BLOCK_SIZE / 4);
  let state = 0x2545f491;
  for (let index = 0; index < words.length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state >>> 0;
  }
  return Buffer.from(words.buffer);
}

function hash(chunks: Iterable<Uint8Array>): Buffer {
  const sha1 = createHash('sha1');
  for (const chunk of chunks) sha1.update(chunk);
  return sha1.digest();
}
