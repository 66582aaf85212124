import { LRUCache } from 'lru-cache';
import { contentKeyOf } from '../blocks/content-blocks.ts';

/** A block on disk. */
export interface IndexedBlock {
  /** What it takes on disk. */
  readonly bytes: number;
  /** When the time of last use was written to its file, in milliseconds since 1970-01-01T00:00Z. */
  markedAt: number;
}

/** Which blocks are kept, and which go first. */
export interface BlockIndex {
  has(name: string): boolean;
  /** Counts as a use. */
  get(name: string): IndexedBlock | undefined;
  /** May push others out. False when the block's content has its share already: nothing changed then. */
  add(name: string, block: IndexedBlock): boolean;
  remove(name: string): void;
}

/** A client that reads a very large file from end to end evicts no more than this part of everything else. */
const SHARE_OF_ONE_CONTENT = 1 / 4;

/** The blocks in the order of their last use, bounded by the sum of their bytes. */
export function createBlockIndex(maxBytes: number, onEvicted: (name: string) => void): BlockIndex {
  const shares = new Map<string, number>();
  const grow = (name: string, bytes: number): void => {
    const key = contentKeyOf(name);
    const share = (shares.get(key) ?? 0) + bytes;
    if (share > 0) shares.set(key, share);
    else shares.delete(key);
  };
  const blocks = new LRUCache<string, IndexedBlock>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => bytes,
    dispose: ({ bytes }, name) => grow(name, -bytes),
    // When it is gone, and may be added again.
    disposeAfter: (_block, name, reason) => {
      if (reason === 'evict') onEvicted(name);
    },
  });
  return {
    has: (name) => blocks.has(name),
    get: (name) => blocks.get(name),
    add: (name, block) => {
      if ((shares.get(contentKeyOf(name)) ?? 0) + block.bytes > maxBytes * SHARE_OF_ONE_CONTENT) return false;
      grow(name, block.bytes);
      blocks.set(name, block);
      return true;
    },
    remove: (name) => void blocks.delete(name),
  };
}
