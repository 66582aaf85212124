import { describe, it } from 'vitest';
import { runCase } from '../conformance/conformance-case.ts';
import { libraryStoreConformance } from '../conformance/library-store/suite.ts';
import { createMemoryStore } from './memory-store.ts';

describe('the memory store conforms', () => {
  for (const rule of libraryStoreConformance) {
    it(rule.name, (context) => {
      const store = { open: async () => createMemoryStore(), lasts: false };
      return runCase(rule, store, (reason) => context.skip(reason));
    });
  }
});
