import { expect, it } from 'vitest';
import type { Asset } from '../ports/asset.ts';
import { assetFields } from '../ports/asset-fields.ts';
import { fingerprintOf } from './fingerprint.ts';

const plain: Asset = {
  id: 'a',
  fileName: 'a.jpg',
  type: 'image',
  mediaType: 'image/jpeg',
  revision: '1',
  capturedAt: 0,
  modifiedAt: 0,
  uploadedAt: 0,
};

it.each(Object.entries(assetFields).filter(([, { affects }]) => affects === 'shown'))(
  'a change of %s changes the fingerprint',
  (name, { sample }) => {
    expect(fingerprintOf({ ...plain, [name]: sample })).not.toBe(fingerprintOf(plain));
  },
);

it.each(['id', 'revision', 'sha1'] as const)('a change of %s changes the fingerprint', (name) => {
  expect(fingerprintOf({ ...plain, [name]: assetFields[name].sample })).not.toBe(fingerprintOf(plain));
});

it('no two samples are mistaken for each other', () => {
  const all = Object.entries(assetFields).map(([name, { sample }]) => fingerprintOf({ ...plain, [name]: sample }));
  const order = Object.values(assetFields).filter(({ affects }) => affects === 'order').length;
  // Names are digested beside the fingerprint.
  expect(new Set(all).size).toBe(all.length - order);
});
