import type * as sdk2 from 'immich-sdk-2';
import type * as sdk3 from 'immich-sdk-3';
import { expectTypeOf, test } from 'vitest';
import type {
  ImmichAlbum,
  ImmichApiKey,
  ImmichAsset,
  ImmichBucketQuery,
  ImmichMetadataSearch,
  ImmichPartner,
  ImmichPeoplePage,
  ImmichSearchResult,
  ImmichSearchStatistics,
  ImmichServerVersion,
  ImmichSharedLink,
  ImmichSmartSearch,
  ImmichStack,
  ImmichStatisticsSearch,
  ImmichTag,
  ImmichTimeBucket,
  ImmichUser,
} from './immich.ts';

// The SDKs write enums and `| null` where the contract writes texts; what counts is that their records can be read as ours.
type Plain<T> = T extends string ? `${T}` | T : T extends object ? { [Key in keyof T]: Plain<T[Key]> } : T;

test('what Immich 2.7.5 answers can be read as the contract says', () => {
  expectTypeOf<Plain<sdk2.AssetResponseDto>>().toExtend<ImmichAsset>();
  expectTypeOf<Plain<sdk2.AlbumResponseDto>>().toExtend<ImmichAlbum>();
  expectTypeOf<Plain<sdk2.SearchResponseDto>>().toExtend<ImmichSearchResult>();
  expectTypeOf<sdk2.ServerVersionResponseDto>().toExtend<ImmichServerVersion>();
  expectTypeOf<Plain<sdk2.ApiKeyResponseDto>>().toExtend<ImmichApiKey>();
  expectTypeOf<Plain<sdk2.UserAdminResponseDto>>().toExtend<ImmichUser>();
  expectTypeOf<Plain<sdk2.PartnerResponseDto>>().toExtend<ImmichPartner>();
  expectTypeOf<sdk2.PeopleResponseDto>().toExtend<ImmichPeoplePage>();
  expectTypeOf<Plain<sdk2.SharedLinkResponseDto>>().toExtend<ImmichSharedLink>();
  expectTypeOf<sdk2.TagResponseDto>().toExtend<ImmichTag>();
  expectTypeOf<Plain<sdk2.StackResponseDto>>().toExtend<ImmichStack>();
  expectTypeOf<sdk2.TimeBucketsResponseDto>().toExtend<ImmichTimeBucket>();
  expectTypeOf<sdk2.SearchStatisticsResponseDto>().toExtend<ImmichSearchStatistics>();
});

test('what Immich 3 answers can be read as the contract says', () => {
  expectTypeOf<Plain<sdk3.AssetResponseDto>>().toExtend<ImmichAsset>();
  expectTypeOf<Plain<sdk3.AlbumResponseDto>>().toExtend<ImmichAlbum>();
  expectTypeOf<Plain<sdk3.SearchResponseDto>>().toExtend<ImmichSearchResult>();
  expectTypeOf<sdk3.ServerVersionResponseDto>().toExtend<ImmichServerVersion>();
  expectTypeOf<Plain<sdk3.ApiKeyResponseDto>>().toExtend<ImmichApiKey>();
  expectTypeOf<Plain<sdk3.UserAdminResponseDto>>().toExtend<ImmichUser>();
  expectTypeOf<Plain<sdk3.PartnerResponseDto>>().toExtend<ImmichPartner>();
  expectTypeOf<sdk3.PeopleResponseDto>().toExtend<ImmichPeoplePage>();
  expectTypeOf<Plain<sdk3.SharedLinkResponseDto>>().toExtend<ImmichSharedLink>();
  expectTypeOf<sdk3.TagResponseDto>().toExtend<ImmichTag>();
  expectTypeOf<Plain<sdk3.StackResponseDto>>().toExtend<ImmichStack>();
  expectTypeOf<sdk3.TimeBucketsResponseDto>().toExtend<ImmichTimeBucket>();
  expectTypeOf<sdk3.SearchStatisticsResponseDto>().toExtend<ImmichSearchStatistics>();
});

test('what we ask, Immich takes', () => {
  expectTypeOf<ImmichMetadataSearch>().toExtend<Plain<sdk3.MetadataSearchDto>>();
  expectTypeOf<ImmichMetadataSearch>().toExtend<Plain<sdk2.MetadataSearchDto>>();
  expectTypeOf<ImmichStatisticsSearch>().toExtend<Plain<sdk3.StatisticsSearchDto>>();
  expectTypeOf<ImmichStatisticsSearch>().toExtend<Plain<sdk2.StatisticsSearchDto>>();
  expectTypeOf<ImmichSmartSearch>().toExtend<Plain<sdk3.SmartSearchDto>>();
  expectTypeOf<ImmichSmartSearch>().toExtend<Plain<sdk2.SmartSearchDto>>();
  expectTypeOf<ImmichBucketQuery>().toExtend<Plain<Parameters<typeof sdk3.getTimeBuckets>[0]>>();
  expectTypeOf<ImmichBucketQuery>().toExtend<Plain<Parameters<typeof sdk2.getTimeBuckets>[0]>>();
  expectTypeOf<{ shared?: boolean }>().toExtend<Parameters<typeof sdk2.getAllAlbums>[0]>();
});
