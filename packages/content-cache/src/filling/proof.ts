import { createHash } from 'node:crypto';
import type { ContentBlocks } from '../blocks/content-blocks.ts';

/** Takes the bytes of a whole file in their order. False for the last ones when the file is not what the checksum was made of. */
export type Proof = (bytes: Uint8Array) => boolean;

/** Holds a file against the library's checksum while it passes; where the library has none, everything is accepted. */
export function createProof({ sha1, size }: ContentBlocks): Proof {
  if (sha1 === undefined) return () => true;
  const digest = createHash('sha1');
  let left = size;
  return (bytes) => {
    digest.update(bytes);
    left -= bytes.length;
    return left > 0 || digest.digest('hex') === sha1;
  };
}
