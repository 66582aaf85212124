import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { blockCount, blockLength, blockName, type ContentBlocks } from '../blocks/content-blocks.ts';
import type { BlockStore } from '../disk/block-store.ts';

/** Forgotten sooner, a file is proven once more. */
const MOST_PROVEN = 100_000;

/**
 * Which files on disk are known to be what their checksum was made of. Parts that were fetched alone prove nothing; a file counts as
 * whole only once all of its blocks together were held against its SHA-1.
 */
export interface ProvenContents {
  /** True where nothing is left to prove: also for a file without a checksum, or of one block, which is proven before it is kept. */
  has(blocks: ContentBlocks): boolean;
  add(blocks: ContentBlocks): void;
  /** A block of it was fetched again. */
  unprove(blocks: ContentBlocks): void;
  /** Removes all blocks of a file that is not what it should be: they are fetched again. */
  drop(blocks: ContentBlocks): void;
  /** Reads a file that is there to its last block, once, and drops it if it is wrong. Never rejects. */
  prove(blocks: ContentBlocks): Promise<void>;
  /** Resolves when nothing is being proven any more. */
  idle(): Promise<void>;
}

export function createProvenContents(store: BlockStore, stop: AbortSignal): ProvenContents {
  const proven = new LRUCache<string, true>({ max: MOST_PROVEN });
  const running = new Map<string, Promise<void>>();

  function drop(blocks: ContentBlocks): void {
    proven.delete(blocks.key);
    for (let block = 0; block < blockCount(blocks); block++) {
      const name = blockName(blocks, block);
      if (store.has(name)) store.remove(name);
    }
  }

  /** From the end: files are mostly read from the beginning, so that is what is missing. */
  function isThere(blocks: ContentBlocks): boolean {
    for (let block = blockCount(blocks) - 1; block >= 0; block--)
      if (!store.has(blockName(blocks, block))) return false;
    return true;
  }

  /** Undefined where a block went meanwhile. */
  async function digestOf(blocks: ContentBlocks): Promise<string | undefined> {
    const digest = createHash('sha1');
    for (let block = 0; block < blockCount(blocks); block++) {
      const length = blockLength(blocks, block);
      const bytes = stop.aborted ? undefined : await store.read(blockName(blocks, block), length);
      if (!bytes) return undefined;
      for (const piece of bytes) digest.update(piece);
    }
    return digest.digest('hex');
  }

  const has: ProvenContents['has'] = (blocks) =>
    blocks.sha1 === undefined || blockCount(blocks) === 1 || proven.has(blocks.key);

  async function proveAll(blocks: ContentBlocks): Promise<void> {
    const digest = await digestOf(blocks);
    if (digest === blocks.sha1) proven.set(blocks.key, true);
    else if (digest !== undefined) drop(blocks);
  }

  return {
    has,
    add: ({ key }) => void proven.set(key, true),
    unprove: ({ key }) => void proven.delete(key),
    drop,
    async prove(blocks) {
      if (has(blocks)) return;
      if (!running.has(blocks.key) && isThere(blocks)) {
        const proof = proveAll(blocks).finally(() => running.delete(blocks.key));
        running.set(blocks.key, proof);
      }
      await running.get(blocks.key);
    },
    async idle() {
      await Promise.all(running.values());
    },
  };
}
