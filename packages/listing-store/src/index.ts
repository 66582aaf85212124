export { createListingStore, type ListingStoreOptions } from './create-listing-store.ts';
export { createListingMemory, type ListingMemory, type WorkingSet } from './memory/working-set.ts';
