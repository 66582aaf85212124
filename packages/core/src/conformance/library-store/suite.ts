import { catalogRules } from './catalog.ts';
import { stackAndRenditionRules } from './stacks-and-renditions.ts';
import type { LibraryStoreCase } from './store-under-test.ts';

/** Every rule of the port, for any test runner; see `runCase`. Each rule needs an empty store. */
export const libraryStoreConformance: readonly LibraryStoreCase[] = [...catalogRules, ...stackAndRenditionRules];
