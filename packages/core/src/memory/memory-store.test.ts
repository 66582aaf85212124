import { describe, it } from 'vitest';
import { listingStoreConformance } from '../conformance/listing-store.ts';
import { createMemoryStore } from './memory-store.ts';

describe('the memory store conforms', () => {
  for (const { name, run } of listingStoreConformance) {
    it(name, () => run({ open: async () => createMemoryStore(), lasts: false }));
  }
});
