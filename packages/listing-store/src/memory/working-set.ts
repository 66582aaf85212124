import type { Listing } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import { heapBytes } from './heap-bytes.ts';

/** The most recently used listings, in memory. */
export interface WorkingSet {
  get(groupId: string): Listing | undefined;
  /** Like `get`, without counting as use. */
  peek(groupId: string): Listing | undefined;
  set(groupId: string, listing: Listing): void;
  /** Replaces a listing if it is present. Never adds one. */
  replace(groupId: string, listing: Listing): void;
  delete(groupId: string): void;
  clear(): void;
}

/** A larger listing is held alone, so that a client that pages through it does not read it again for each page. */
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
