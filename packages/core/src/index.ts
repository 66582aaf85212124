/** Every public name of the core. */

export { createSlots, type Slots } from './base/concurrency.ts';
export { systemClock } from './base/platform.ts';
export { type Needs, neededKinds } from './catalog/kinds.ts';
export { type Month, monthsOf } from './derived/months-of.ts';
export { LibraryError, type LibraryErrorCode, type LibraryErrorOptions } from './errors/library-error.ts';
export type { MemoryAlbum, MemoryAsset, MemoryGroup, MemoryLibrary, MemoryRendition } from './memory/memory-library.ts';
export { createMemoryLocks, type MemoryLocksOptions } from './memory/memory-locks.ts';
export { createMemorySource, type MemorySource } from './memory/memory-source.ts';
export { createMemoryStore } from './memory/memory-store.ts';
export { createMemoryTree, type MemoryFile, type MemoryTree } from './memory/memory-tree.ts';
export {
  createPhotoLibrary,
  type PhotoLibrary,
  type PhotoLibraryOptions,
  type RefreshOptions,
  type ShowOptions,
} from './photo-library.ts';

export type { Asset, Camera, Place, Rendition, RenditionMetadata } from './ports/asset.ts';
export { type AssetField, type AssetFields, assetFields, type OptionalAssetField } from './ports/asset-fields.ts';
export type { AssetGroup, DerivedKind, GroupKind, MonthExtra, SourceKind } from './ports/asset-group.ts';
export type {
  AssetQuery,
  AssetSource,
  ListOptions,
  OpenOptions,
  SourceChanges,
  SourceRenditions,
  SourceStacks,
  Stack,
} from './ports/asset-source.ts';
export type {
  AlbumWriter,
  AssetUpdate,
  AssetWriter,
  FoundAsset,
  Upload,
  Uploaded,
  UploadRules,
  WriteAbility,
} from './ports/asset-writer.ts';
export type { Clock } from './ports/clock.ts';
export type { ByteRange, Content } from './ports/content.ts';
export type { DeferredDelete, DeleteRules } from './ports/deferred-deletes.ts';
export type { Frontend, FrontendAddress } from './ports/frontend.ts';
export type {
  LibraryObserver,
  RefreshedKind,
  RefreshProgress,
  RefreshReport,
  RefreshResult,
  RenditionProgress,
} from './ports/library-observer.ts';
export type {
  CachedRendition,
  CatalogStore,
  LibraryStore,
  ReadListingOptions,
  RenditionStore,
  StackStore,
} from './ports/library-store.ts';
export type { CatalogEntry, Listing, ListingSummary, NamedAsset } from './ports/listing.ts';
export {
  type Lock,
  type LockRequest,
  type LockStore,
  type LockTarget,
  longestLockMs,
  mostLocks,
  unmappedKey,
} from './ports/locks.ts';
export type { Quota } from './ports/quota.ts';
export type { RequestOptions } from './ports/request-options.ts';
export type { CollectionResource, FileResource, Operation, Resource } from './ports/resource.ts';
export type { OpenFileOptions, ResourceTree } from './ports/resource-tree.ts';
export type {
  Authenticate,
  Client,
  Credentials,
  LibraryPool,
  OpenLink,
  OpenSession,
  Principal,
  Session,
} from './ports/sessions.ts';
export type { SidecarData, SidecarWriter } from './ports/sidecar.ts';
export type { ReceivedBytes, Staging } from './ports/staging.ts';
export type { NewContent, TreeWriter } from './ports/tree-writer.ts';
export type { LivePhotos, StackChoice } from './presentation/presentation.ts';
export { neededRenditions, type RenditionName, renditionNames } from './renditions/renditions.ts';
export {
  createLibraryPool,
  createSessions,
  type LibraryPoolOptions,
  type OpenLibrary,
  type PooledLibrary,
} from './sessions/library-pool.ts';
export type { TimelineLayout } from './views/timeline.ts';
export { defaultViewSettings, type ShownView, type ViewName, type ViewSettings, viewNames } from './views/views.ts';
export {
  createDeletePolicy,
  type DeleteDecision,
  type DeletePolicy,
  type DeleteRequest,
} from './writes/delete-policy.ts';
