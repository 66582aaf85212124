export type {
  AssetSourceCase,
  ConformanceAlbum,
  ConformanceAsset,
  ConformanceLibrary,
} from './conformance/asset-source/library-under-test.ts';
export { assetSourceConformance } from './conformance/asset-source/suite.ts';
export {
  type AuthenticateCase,
  type AuthenticateUnderTest,
  authenticateConformance,
} from './conformance/authenticate/suite.ts';
export {
  type ConformanceCase,
  type ConformanceResult,
  checkConformance,
  runCase,
} from './conformance/conformance-case.ts';
export { ConformanceError } from './conformance/expect.ts';
export type {
  FrontendCase,
  FrontendProbe,
  FrontendUnderTest,
  ProbeReadOptions,
} from './conformance/frontend/frontend-under-test.ts';
export { frontendConformance } from './conformance/frontend/suite.ts';
export type { LibraryPoolCase, OpenForTest, PoolUnderTest } from './conformance/library-pool/pool-under-test.ts';
export { libraryPoolConformance } from './conformance/library-pool/suite.ts';
export type { LibraryStoreCase, StoreUnderTest } from './conformance/library-store/store-under-test.ts';
export { libraryStoreConformance } from './conformance/library-store/suite.ts';
export type { LockStoreCase, LocksUnderTest } from './conformance/lock-store/locks-under-test.ts';
export { lockStoreConformance } from './conformance/lock-store/suite.ts';
export { resourceTreeConformance } from './conformance/resource-tree/suite.ts';
export type { ResourceTreeCase, TreeUnderTest } from './conformance/resource-tree/tree-under-test.ts';
