import type * as sdk2 from 'immich-sdk-2';
import type * as sdk3 from 'immich-sdk-3';
import { expectTypeOf, test } from 'vitest';
import type { components } from './immich.gen.ts';
import type { ImmichAlbum, ImmichApiKey, ImmichAsset, ImmichSearchResult, ImmichServerVersion } from './immich.ts';

// The SDKs write enums and `| null` where the contract writes texts; what counts is that their records can be read as ours.
type Plain<T> = T extends string ? `${T}` | T : T extends object ? { [Key in keyof T]: Plain<T[Key]> } : T;

type Search = components['schemas']['MetadataSearch'];

test('what Immich 2.7.5 answers can be read as the contract says', () => {
  expectTypeOf<Plain<sdk2.AssetResponseDto>>().toExtend<ImmichAsset>();
  expectTypeOf<Plain<sdk2.AlbumResponseDto>>().toExtend<ImmichAlbum>();
  expectTypeOf<Plain<sdk2.SearchResponseDto>>().toExtend<ImmichSearchResult>();
  expectTypeOf<sdk2.ServerVersionResponseDto>().toExtend<ImmichServerVersion>();
  expectTypeOf<Plain<sdk2.ApiKeyResponseDto>>().toExtend<ImmichApiKey>();
});

test('what Immich 3 answers can be read as the contract says', () => {
  expectTypeOf<Plain<sdk3.AssetResponseDto>>().toExtend<ImmichAsset>();
  expectTypeOf<Plain<sdk3.AlbumResponseDto>>().toExtend<ImmichAlbum>();
  expectTypeOf<Plain<sdk3.SearchResponseDto>>().toExtend<ImmichSearchResult>();
  expectTypeOf<sdk3.ServerVersionResponseDto>().toExtend<ImmichServerVersion>();
  expectTypeOf<Plain<sdk3.ApiKeyResponseDto>>().toExtend<ImmichApiKey>();
});

test('what we ask, Immich takes', () => {
  expectTypeOf<Search>().toExtend<sdk3.MetadataSearchDto>();
  expectTypeOf<Search>().toExtend<sdk2.MetadataSearchDto>();
  expectTypeOf<{ shared?: boolean }>().toExtend<Parameters<typeof sdk2.getAllAlbums>[0]>();
});
