import type { Asset, SidecarData } from '@immich-webdav/core';
import fc from 'fast-check';

const bareAsset: Asset = {
  id: 'a',
  fileName: 'IMG_1.jpg',
  type: 'image',
  mediaType: 'image/jpeg',
  revision: '1',
  capturedAt: Date.UTC(2024, 4, 1, 10, 30),
  modifiedAt: 0,
  uploadedAt: 0,
};

/** Facts of which only these are known, besides when it was taken. */
export const metadataOf = (asset: Partial<Asset> = {}, rest: Partial<SidecarData> = {}): SidecarData => ({
  asset: { ...bareAsset, ...asset },
  people: [],
  tags: [],
  ...rest,
});

/** Everything at once. */
export const richMetadata: SidecarData = metadataOf(
  {
    description: 'At the “sea” & <so on>\nsecond line 🏖 שלום',
    rating: 4,
    capturedLocally: Date.UTC(2024, 4, 1, 12, 30),
    place: { country: 'Italia', state: 'Lazio', city: 'Roma', latitude: 41.9, longitude: -12.5042 },
  },
  { people: ['Zoë', 'Anna'], tags: [['Trips', '2024', 'Rome'], ['Sea']] },
);

const hostile = fc.constantFrom(
  ']]>',
  '"',
  "'",
  '<',
  '&',
  '&amp;',
  '\0',
  '\u001b',
  '\r\n',
  '\r',
  '\ud800',
  '\udc00',
  '\ufffe',
  '\u202e',
  '🏖',
  ' ',
);

/** Any text, with what breaks XML more often than by chance. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'binary' }), fc.string()), { maxLength: 6 })
  .map((parts) => parts.join(''));

const anyPlace = fc.record(
  {
    country: anyText,
    state: anyText,
    city: anyText,
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  },
  { requiredKeys: [] },
);

const capturedAt = fc
  .date({ min: new Date('0002-01-01Z'), max: new Date('9998-12-31Z'), noInvalidDate: true })
  .map(Number);

const anyAsset = fc
  .record(
    {
      capturedAt,
      offset: fc.integer({ min: -1439, max: 1439 }),
      description: anyText,
      rating: fc.integer({ min: 1, max: 5 }),
      place: anyPlace,
    },
    { requiredKeys: ['capturedAt'] },
  )
  .map(({ offset, ...asset }) =>
    offset === undefined ? asset : { ...asset, capturedLocally: asset.capturedAt + offset * 60_000 },
  );

/** Arbitrary metadata. */
export const anyMetadata: fc.Arbitrary<SidecarData> = fc
  .tuple(anyAsset, fc.array(anyText, { maxLength: 4 }), fc.array(fc.array(anyText, { maxLength: 3 }), { maxLength: 4 }))
  .map(([asset, people, tags]) => metadataOf(asset, { people, tags }));
