import { LRUCache } from 'lru-cache';
import type { KeptBlock } from './kept-block.ts';

/** The blocks whose bytes are in memory although they are on disk. Bounded: the least recently read ones are evicted. */
export interface BlockMemory {
  /** Adds a block of so many bytes. */
  add(block: KeptBlock, bytes: number): void;
  /** Marks a block as just read. */
  touch(block: KeptBlock): void;
  delete(block: KeptBlock): void;
}

/** `maxBytes` 0 keeps nothing in memory. */
export function createBlockMemory(maxBytes: number): BlockMemory {
  const blocks = new LRUCache<KeptBlock, number>({
    maxSize: Math.max(maxBytes, 1),
    sizeCalculation: (bytes) => bytes,
    dispose: (_bytes, block, reason) => {
      if (reason === 'evict') block.evict();
    },
  });
  return {
    add(block, bytes) {
      if (bytes > maxBytes) block.evict();
      else blocks.set(block, bytes);
    },
    touch: (block) => void blocks.get(block),
    delete: (block) => void blocks.delete(block),
  };
}
