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

/** Memory that several stores share: the most recently used listings of all of them stay. */
export interface ListingMemory {
  /** The part of one more store. */
  forStore(): WorkingSet;
}

/** A larger listing is held alone, so that a client that pages through it does not read it again for each page. */
export function createListingMemory(maxBytes: number): ListingMemory {
  const maxSize = Math.max(1, Math.floor(maxBytes));
  const listings = new LRUCache<string, Listing>({
    maxSize,
    sizeCalculation: (listing) => Math.min(heapBytes(listing), maxSize),
  });
  let stores = 0;
  return {
    forStore() {
      stores += 1;
      const prefix = `${stores} `;
      const keyOf = (groupId: string): string => prefix + groupId;
      return {
        get: (groupId) => listings.get(keyOf(groupId)),
        peek: (groupId) => listings.peek(keyOf(groupId)),
        set: (groupId, listing) => void listings.set(keyOf(groupId), listing),
        replace: (groupId, listing) => {
          if (listings.has(keyOf(groupId))) listings.set(keyOf(groupId), listing);
        },
        delete: (groupId) => void listings.delete(keyOf(groupId)),
        clear: () => {
          for (const key of Array.from(listings.keys())) if (key.startsWith(prefix)) listings.delete(key);
        },
      };
    },
  };
}
