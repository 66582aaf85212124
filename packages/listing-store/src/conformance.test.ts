import { libraryStoreConformance, runCase } from '@immich-webdav/core/conformance';
import { describe, it } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { createListingStore } from './create-listing-store.ts';

describe.each([
  ['in a file, with a working set', { lasts: true, memoryBytes: 1e6 }],
  ['in a file, without memory', { lasts: true, memoryBytes: 0 }],
  ['in memory', { lasts: false, memoryBytes: 1e6 }],
])('a store %s conforms', (_name, { lasts, memoryBytes }) => {
  for (const rule of libraryStoreConformance) {
    it(rule.name, (context) => {
      const folder = lasts ? temporaryFolder() : ':memory:';
      const open = () => createListingStore({ folder, identity: 'a', memoryBytes });
      return runCase(rule, { open, lasts }, (reason) => context.skip(reason));
    });
  }
});
