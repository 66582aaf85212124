export type {
  AssetSourceCase,
  ConformanceAlbum,
  ConformanceAsset,
  ConformanceLibrary,
} from './conformance/asset-source/library-under-test.ts';
export { assetSourceConformance } from './conformance/asset-source/suite.ts';
export {
  type ConformanceCase,
  type ConformanceResult,
  checkConformance,
  runCase,
} from './conformance/conformance-case.ts';
export { ConformanceError } from './conformance/expect.ts';
export type { LibraryStoreCase, StoreUnderTest } from './conformance/library-store/store-under-test.ts';
export { libraryStoreConformance } from './conformance/library-store/suite.ts';
