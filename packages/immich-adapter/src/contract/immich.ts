import type { components } from './immich.gen.ts';

/** The records of Immich, as the contract in `openapi/immich.yaml` names them. None of them leaves this package. */
export type ImmichAlbum = components['schemas']['Album'];
export type ImmichAsset = components['schemas']['Asset'];
export type ImmichServerVersion = components['schemas']['ServerVersion'];
export type ImmichSearchResult = components['schemas']['SearchResult'];
export type ImmichApiKey = components['schemas']['ApiKey'];
