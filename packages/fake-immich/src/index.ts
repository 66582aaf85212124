export type { ContentSource } from './content/content.ts';
export { createFakeImmich, type FakeImmich, type FakeImmichOptions } from './fake-immich.ts';
export type { Fault, FaultMatch, Faults } from './faults.ts';
export type { ListenAddress, ListenOptions } from './http/listener.ts';
export type { LoggedRequest, RequestLog } from './http/request-log.ts';
export { generatedLibrary, type LibraryBuilder, library, photo, video } from './library/builder.ts';
export type {
  AlbumDescription,
  ApiKeyDescription,
  AssetDescription,
  AssetsDescription,
  DerivedFileDescription,
  ExternalFolderDescription,
  GeneratedDescription,
  LibraryDescription,
  MemoryDescription,
  PersonDescription,
  SharedLinkDescription,
  SmartSearchDescription,
  StackDescription,
  TagDescription,
  Time,
  UserDescription,
} from './library/description.ts';
export type { AlbumEdits, AssetChanges, FakeLibrary } from './library/library.ts';
export type {
  Album,
  AlbumRole,
  Asset,
  Exif,
  Memory,
  Person,
  SharedLink,
  SortOrder,
  Stack,
  Tag,
  User,
  Visibility,
} from './library/records.ts';
export type { ImmichVersion } from './version.ts';
