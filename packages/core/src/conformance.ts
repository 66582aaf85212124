export {
  assetSourceConformance,
  type ConformanceAlbum,
  type ConformanceCase,
  type ConformanceLibrary,
} from './conformance/asset-source.ts';
export { ConformanceError } from './conformance/expect.ts';
