export {
  type AssetSourceCase,
  assetSourceConformance,
  type ConformanceAlbum,
  type ConformanceLibrary,
} from './conformance/asset-source.ts';
export type { ConformanceCase } from './conformance/conformance-case.ts';
export { ConformanceError } from './conformance/expect.ts';
export { type ListingStoreCase, listingStoreConformance, type StoreUnderTest } from './conformance/listing-store.ts';
