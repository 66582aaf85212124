import type { Asset } from '../../ports/asset.ts';
import { assetFields } from '../../ports/asset-fields.ts';
import { must, mustEqual, mustReject } from '../expect.ts';
import { type AssetSourceCase, assetsOf, everyAsset, missingGroup } from './library-under-test.ts';

const inText = (name: string, size: number | undefined): string => `${name} ${size}`;
const times = ['capturedAt', 'modifiedAt', 'uploadedAt', 'capturedLocally', 'changedAt'] as const;

function mustBeComplete(asset: Asset): void {
  for (const [name, value] of Object.entries(asset)) {
    const field = (assetFields as Readonly<Record<string, { readonly sample: unknown }>>)[name];
    must(field !== undefined, `Asset ${asset.id} has a field that the port does not have: ${name}.`);
    mustEqual(typeof value, typeof field.sample, `type of the field ${name} of asset ${asset.id}`);
  }
  for (const name of times) {
    const time = asset[name];
    must(
      time === undefined || Number.isInteger(time),
      `${name} of asset ${asset.id} must be whole milliseconds: ${time}.`,
    );
  }
  const { sha1 } = asset;
  must(sha1 === undefined || /^[0-9a-f]{40}$/.test(sha1), `sha1 of asset ${asset.id} must be lowercase hex: ${sha1}.`);
}

/** Rules of albums and their assets. */
export const albumRules: readonly AssetSourceCase[] = [
  {
    name: 'lists every album under its verbatim name',
    async run({ source, albums }) {
      const groups = await source.listGroups('album');
      mustEqual(groups.map(({ name }) => name).sort(), albums.map(({ name }) => name).sort(), 'names of the albums');
    },
  },
  {
    name: 'lists every asset of an album once, under its verbatim name, with its size',
    async run({ source, albums }) {
      for (const group of await source.listGroups('album')) {
        const assets = await assetsOf(source, group);
        const expected = albums.find(({ name }) => name === group.name)?.assets ?? [];
        mustEqual(
          assets.map(({ fileName, size }) => inText(fileName, size)).sort(),
          expected.map(({ fileName, content }) => inText(fileName, content.length)).sort(),
          `assets of ${group.name}`,
        );
      }
    },
  },
  {
    name: 'fills the fields of an asset with values of their types: times in milliseconds, a checksum in hex',
    async run({ source }) {
      for (const asset of await everyAsset(source)) mustBeComplete(asset);
    },
  },
  {
    name: 'rejects a listing of a missing group with not-found',
    run: ({ source }) =>
      mustReject(() => assetsOf(source, missingGroup), ['not-found'], 'listAssets of a missing group'),
  },
];
