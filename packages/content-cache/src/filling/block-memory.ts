import { LRUCache } from 'lru-cache';

/** A block that can give its memory back. */
export interface Evictable {
  evict(): void;
}

/** The blocks whose bytes are in memory although they are on disk. Bounded: the least recently read ones are evicted. */
export interface BlockMemory {
  /** Adds a block of so many bytes. */
  add(block: Evictable, bytes: number): void;
  /** Marks a block as just read. */
  touch(block: Evictable): void;
  delete(block: Evictable): void;
}

/** `maxBytes` 0 keeps nothing in memory. */
export function createBlockMemory(maxBytes: number): BlockMemory {
  const blocks = new LRUCache<Evictable, number>({
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
