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
export { type LibraryStoreCase, libraryStoreConformance, type StoreUnderTest } from './conformance/library-store.ts';
