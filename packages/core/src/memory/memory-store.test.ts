import { describe, it } from 'vitest';
import { libraryStoreConformance } from '../conformance/library-store.ts';
import { createMemoryStore } from './memory-store.ts';

describe('the memory store conforms', () => {
  for (const { name, run } of libraryStoreConformance) {
    it(name, () => run({ open: async () => createMemoryStore(), lasts: false }));
  }
});
