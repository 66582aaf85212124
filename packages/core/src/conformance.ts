export { assetSourceConformance } from './conformance/asset-source.ts';
export type { ConformanceCase } from './conformance/conformance-case.ts';
export type { AssetSourceCase, ConformanceAlbum, ConformanceLibrary } from './conformance/conformance-library.ts';
export { ConformanceError } from './conformance/expect.ts';
export { type ListingStoreCase, listingStoreConformance, type StoreUnderTest } from './conformance/listing-store.ts';
