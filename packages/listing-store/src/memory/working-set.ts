import type { Listing } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import { heapBytes } from './heap-bytes.ts';

/** The listings that are in memory, those that were used last. */
export interface WorkingSet {
  get(groupId: string): Listing | undefined;
  /** The same, and it was not used by that. */
  peek(groupId: string): Listing | undefined;
  set(groupId: string, listing: Listing): void;
  /** Replaces a listing that is there; one that is not stays out. */
  replace(groupId: string, listing: Listing): void;
  delete(groupId: string): void;
  clear(): void;
}

/** At most so many bytes; a listing that is larger alone is kept alone, or whoever pages through it would read it again and again. */
export function createWorkingSet(maxBytes: number): WorkingSet {
  const maxSize = Math.max(1, Math.floor(maxBytes));
  const listings = new LRUCache<string, Listing>({
    maxSize,
    sizeCalculation: (listing) => Math.min(heapBytes(listing), maxSize),
  });
  return {
    get: (groupId) => listings.get(groupId),
    peek: (groupId) => listings.peek(groupId),
    set: (groupId, listing) => void listings.set(groupId, listing),
    replace: (groupId, listing) => {
      if (listings.has(groupId)) listings.set(groupId, listing);
    },
    delete: (groupId) => void listings.delete(groupId),
    clear: () => listings.clear(),
  };
}
