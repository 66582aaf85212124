import type { Asset } from '../ports/asset.ts';
import type { AssetGroup, AssetSource, ListOptions, SourceKind } from '../ports/asset-source.ts';
import { dayTaken } from '../views/day.ts';
import { type AssetSourceCase, assetsOf } from './conformance-library.ts';
import { must, mustEqual } from './expect.ts';

async function allGroups(source: AssetSource, options?: ListOptions): Promise<readonly AssetGroup[]> {
  const groups: AssetGroup[] = [];
  for (const kind of source.groupKinds) groups.push(...(await source.listGroups(kind, options)));
  return groups;
}

/** Every group of some kinds with its members. */
async function listingsOf(
  source: AssetSource,
  kinds: readonly SourceKind[],
): Promise<(readonly [AssetGroup, readonly Asset[]])[]> {
  const listings: (readonly [AssetGroup, readonly Asset[]])[] = [];
  for (const kind of kinds.filter((one) => source.groupKinds.includes(one))) {
    for (const group of await source.listGroups(kind)) listings.push([group, await assetsOf(source, group)]);
  }
  return listings;
}

const idsIn = (listings: readonly (readonly [AssetGroup, readonly Asset[]])[]): string[] =>
  listings.flatMap(([, assets]) => assets.map(({ id }) => id)).sort();

const sameOnce = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

const revisionsOf = (groups: readonly AssetGroup[]): readonly string[] =>
  groups.map(({ id, revision }) => `${id} ${revision}`).sort();

/** What holds for the groups of every kind that a source has. */
export const groupKindRules: readonly AssetSourceCase[] = [
  {
    name: 'gives every group its kind, and an id that no group of any kind has',
    async run({ source }) {
      for (const kind of source.groupKinds) {
        for (const group of await source.listGroups(kind)) mustEqual(group.kind, kind, `kind of ${group.name}`);
      }
      const ids = (await allGroups(source)).map(({ id }) => id);
      mustEqual(sameOnce(ids).length, ids.length, 'ids that are there once');
    },
  },
  {
    name: 'lists the members of every group of every kind once, as many as it said',
    async run({ source }) {
      for (const [{ kind, name, assetCount }, assets] of await listingsOf(source, source.groupKinds)) {
        const ids = assets.map(({ id }) => id);
        mustEqual(sameOnce(ids).length, ids.length, `assets that are there once in the ${kind} ${name}`);
        if (assetCount !== undefined) mustEqual(ids.length, assetCount, `assetCount of the ${kind} ${name}`);
      }
    },
  },
  {
    name: 'tells the same of an asset in whichever group it is',
    async run({ source }) {
      const told = new Map<string, Asset>();
      for (const [{ kind, name }, assets] of await listingsOf(source, source.groupKinds)) {
        for (const asset of assets) {
          mustEqual(asset, told.get(asset.id) ?? asset, `${asset.fileName} in the ${kind} ${name}`);
          told.set(asset.id, asset);
        }
      }
    },
  },
  {
    name: 'keeps the revisions of all kinds while nothing changes',
    async run({ source }) {
      const known = await allGroups(source);
      mustEqual(revisionsOf(await allGroups(source, { known })), revisionsOf(known), 'revisions');
    },
  },
  {
    name: 'keeps the revisions of all kinds over a restart',
    async run({ source, restarted = source }) {
      const known = await allGroups(source);
      mustEqual(revisionsOf(await allGroups(restarted, { known })), revisionsOf(known), 'revisions');
    },
  },
  {
    name: 'has everything in the month in which it was taken, and nowhere else',
    async run({ source }) {
      if (!source.groupKinds.includes('month')) return;
      const months = await listingsOf(source, ['month']);
      for (const [{ id, name }, assets] of months) {
        mustEqual(name, id, 'name of the month');
        for (const asset of assets) mustEqual(dayTaken(asset).month, id, `month of ${asset.fileName}`);
      }
      const everything = idsIn(
        await listingsOf(
          source,
          source.groupKinds.filter((kind) => kind !== 'month'),
        ),
      );
      const missing = everything.filter((id) => !idsIn(months).includes(id));
      mustEqual(missing, [], 'assets of other groups that are in no month');
      mustEqual(sameOnce(idsIn(months)).length, idsIn(months).length, 'assets that are in one month');
    },
  },
  {
    name: 'has in its months what is in an album and what is in none',
    async run({ source }) {
      if (!source.groupKinds.includes('month') || !source.groupKinds.includes('unfiled')) return;
      const [filed, unfiled] = [await listingsOf(source, ['album']), await listingsOf(source, ['unfiled'])];
      mustEqual(unfiled.length, 1, 'groups of what is in no album');
      const both = idsIn(unfiled).filter((id) => idsIn(filed).includes(id));
      mustEqual(both, [], 'assets that are in an album and in none');
      const all = sameOnce([...idsIn(filed), ...idsIn(unfiled)]);
      mustEqual([...all].sort(), idsIn(await listingsOf(source, ['month'])), 'assets');
    },
  },
  {
    name: 'names no parent of a group that is not there itself',
    async run({ source }) {
      if (!source.groupKinds.includes('tag')) return;
      const tags = await source.listGroups('tag');
      const paths = new Set(tags.map(({ name, parents = [] }) => JSON.stringify([...parents, name])));
      for (const { name, parents = [] } of tags) {
        must(
          parents.length === 0 || paths.has(JSON.stringify(parents)),
          `The tag ${name} is within one that is not there.`,
        );
      }
    },
  },
];
