export { assetSourceConformance } from './conformance/asset-source.ts';
export type { ConformanceCase } from './conformance/conformance-case.ts';
export type { AssetSourceCase, ConformanceAlbum, ConformanceLibrary } from './conformance/conformance-library.ts';
export { ConformanceError } from './conformance/expect.ts';
export { type LibraryStoreCase, libraryStoreConformance, type StoreUnderTest } from './conformance/library-store.ts';
