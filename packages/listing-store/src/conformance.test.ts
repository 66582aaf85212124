import { libraryStoreConformance } from '@immich-webdav/core/conformance';
import { describe, it } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { createListingStore } from './create-listing-store.ts';

describe.each([
  ['with a working set', 1e6],
  ['without memory', 0],
])('a store in a file, %s, conforms', (_name, memoryBytes) => {
  for (const { name, run } of libraryStoreConformance) {
    it(name, () => {
      const folder = temporaryFolder();
      return run({ open: () => createListingStore({ folder, identity: 'a', memoryBytes }), lasts: true });
    });
  }
});

describe('a store in memory conforms', () => {
  for (const { name, run } of libraryStoreConformance) {
    it(name, () =>
      run({
        open: () => createListingStore({ folder: ':memory:', identity: 'a', memoryBytes: 1e6 }),
        lasts: false,
      }),
    );
  }
});
