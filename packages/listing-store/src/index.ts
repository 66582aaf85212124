export { createListingStore, type ListingStoreOptions } from './create-listing-store.ts';
