import type { components, operations } from './immich.gen.ts';

/** The records of Immich, as the contract in `openapi/immich.yaml` names them. None of them leaves this package. */
export type ImmichAlbum = components['schemas']['Album'];
export type ImmichOwner = components['schemas']['Owner'];
export type ImmichAsset = components['schemas']['Asset'];
export type ImmichExif = components['schemas']['Exif'];
export type ImmichServerVersion = components['schemas']['ServerVersion'];
export type ImmichSearchResult = components['schemas']['SearchResult'];
export type ImmichApiKey = components['schemas']['ApiKey'];
export type ImmichUser = components['schemas']['User'];
export type ImmichPartner = components['schemas']['Partner'];
export type ImmichPeoplePage = components['schemas']['PeoplePage'];
export type ImmichPerson = components['schemas']['Person'];
export type ImmichTag = components['schemas']['Tag'];
export type ImmichTimeBucket = components['schemas']['TimeBucket'];
export type ImmichSharedLink = components['schemas']['SharedLink'];
export type ImmichStack = components['schemas']['Stack'];
export type ImmichSearchStatistics = components['schemas']['SearchStatistics'];
export type ImmichIdResult = components['schemas']['IdResult'];
export type ImmichUploadResult = components['schemas']['UploadResult'];

/** What may be asked. */
export type ImmichMetadataSearch = components['schemas']['MetadataSearch'];
export type ImmichStatisticsSearch = components['schemas']['StatisticsSearch'];
export type ImmichSmartSearch = components['schemas']['SmartSearch'];
export type ImmichBucketQuery = NonNullable<operations['getTimeBuckets']['parameters']['query']>;
