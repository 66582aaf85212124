import type { Asset } from './asset.ts';

/** Properties of one field of `Asset`. */
export interface AssetField<Value> {
  /**
   * What a change of the field changes: the `identity` of the asset, its name or its bytes; something `shown` in a view, a
   * rendition or a sidecar; or the `order` in which names are given.
   */
  readonly affects: 'identity' | 'shown' | 'order';
  /** True: many assets have equal values, so a store writes each value once. */
  readonly isRepeated?: true;
  /** A value that no other field has, for tests of stores and fingerprints. */
  readonly sample: Value;
}

/** One row for each field of `Asset`: a field without a row does not compile. */
export type AssetFields = { readonly [Name in keyof Required<Asset>]: AssetField<NonNullable<Asset[Name]>> };

/** Every field of an asset. Fingerprints, store columns and conformance samples follow from this table. */
export const assetFields: AssetFields = {
  id: { affects: 'identity', sample: 'asset-1' },
  fileName: { affects: 'identity', sample: 'IMG 1/\u0000\ud83d\uddfe.jpg' },
  revision: { affects: 'identity', sample: 'r1' },
  sha1: { affects: 'identity', sample: 'ff00'.repeat(10) },
  type: { affects: 'shown', sample: 'video' },
  mediaType: { affects: 'shown', isRepeated: true, sample: 'video/mp4' },
  size: { affects: 'shown', sample: 0 },
  capturedAt: { affects: 'shown', sample: -1 },
  modifiedAt: { affects: 'shown', sample: 1_700_000_000_123 },
  uploadedAt: { affects: 'order', sample: 3 },
  originalPath: { affects: 'shown', sample: '/data/1' },
  isFiledByPeople: { affects: 'shown', sample: true },
  capturedLocally: { affects: 'shown', sample: -7_200_001 },
  isFavorite: { affects: 'shown', sample: true },
  isArchived: { affects: 'shown', sample: true },
  owner: { affects: 'shown', sample: 'Zoë' },
  camera: { affects: 'shown', isRepeated: true, sample: { make: 'Canon', model: 'EOS R5' } },
  place: {
    affects: 'shown',
    isRepeated: true,
    sample: { country: 'Japan', state: 'Kyōto', city: 'Kyōto', latitude: -0.5, longitude: 179.999 },
  },
  rating: { affects: 'shown', sample: 5 },
  description: { affects: 'shown', sample: 'first line\nsecond' },
  motionId: { affects: 'shown', sample: 'motion-1' },
  isEdited: { affects: 'shown', sample: true },
  // A sidecar of changed text and equal length has a new time only if the listing that shows it is made again.
  changedAt: { affects: 'shown', sample: 1_700_000_000_456 },
  look: { affects: 'shown', sample: 17 },
};

/** The fields that any asset may lack. */
export type OptionalAssetField = {
  [Name in keyof Asset]-?: undefined extends Asset[Name] ? Name : never;
}[keyof Asset];
