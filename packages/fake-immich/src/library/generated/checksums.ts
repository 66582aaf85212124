import { createHash } from 'node:crypto';
import { generatedContent } from '../../content/generated-content.ts';

const DIGEST_SIZE = 20;

/** Gives checksums in base64. */
export type Checksums = (index: number, size: number, seed: number) => string;

/** Hashes each content once; 20 bytes are kept for each asset. */
export function trueChecksums(count: number): Checksums {
  let digests: Buffer | undefined;
  const known = new Uint8Array(count);
  return (index, size, seed) => {
    digests ??= Buffer.alloc(count * DIGEST_SIZE);
    const digest = digests.subarray(index * DIGEST_SIZE, (index + 1) * DIGEST_SIZE);
    if (known[index] === 0) generatedContent(size, seed).sha1().copy(digest);
    known[index] = 1;
    return digest.toString('base64');
  };
}

/** Checksums of nothing, for libraries that are too large to hash. */
export const madeUpChecksums =
  (seed: number): Checksums =>
  (index) =>
    createHash('sha1').update(`${seed}:${index}`).digest('base64');

/** What Immich tells for an external library, whose files it does not hash. */
export const pathChecksum = (path: string): string => createHash('sha1').update(`path:${path}`).digest('base64');
