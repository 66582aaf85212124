import type { Asset } from '../../ports/asset.ts';
import type { AssetGroup, SourceKind } from '../../ports/asset-group.ts';
import type { AssetSource, ListOptions } from '../../ports/asset-source.ts';
import { dayTaken } from '../../views/day.ts';
import { must, mustEqual, mustHonorSignal } from '../expect.ts';
import { type AssetSourceCase, assetsOf, needsKinds } from './library-under-test.ts';

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
  for (const kind of kinds) {
    for (const group of await source.listGroups(kind)) listings.push([group, await assetsOf(source, group)]);
  }
  return listings;
}

const idsIn = (listings: readonly (readonly [AssetGroup, readonly Asset[]])[]): string[] =>
  listings.flatMap(([, assets]) => assets.map(({ id }) => id)).sort();

const withoutRepeats = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

const revisionsOf = (groups: readonly AssetGroup[]): readonly string[] =>
  groups.map(({ id, revision }) => `${id} ${revision}`).sort();

/** Rules of groups of every kind that a source has. */
export const groupRules: readonly AssetSourceCase[] = [
  {
    name: 'gives every group its kind, and an id that is unique among all kinds',
    async run({ source }) {
      for (const kind of source.groupKinds) {
        for (const group of await source.listGroups(kind)) mustEqual(group.kind, kind, `kind of ${group.name}`);
      }
      const ids = (await allGroups(source)).map(({ id }) => id);
      mustEqual(withoutRepeats(ids).length, ids.length, 'unique ids of groups');
    },
  },
  {
    name: 'lists the members of every group once, as many as its assetCount',
    async run({ source }) {
      for (const [{ kind, name, assetCount }, assets] of await listingsOf(source, source.groupKinds)) {
        const ids = assets.map(({ id }) => id);
        mustEqual(withoutRepeats(ids).length, ids.length, `unique assets of the ${kind} ${name}`);
        if (assetCount !== undefined) mustEqual(ids.length, assetCount, `assets of the ${kind} ${name}`);
      }
    },
  },
  {
    name: 'lists an asset with equal fields in all of its groups',
    async run({ source }) {
      const listed = new Map<string, Asset>();
      for (const [{ kind, name }, assets] of await listingsOf(source, source.groupKinds)) {
        for (const asset of assets) {
          mustEqual(asset, listed.get(asset.id) ?? asset, `${asset.fileName} in the ${kind} ${name}`);
          listed.set(asset.id, asset);
        }
      }
    },
  },
  {
    name: 'keeps the revisions of groups while nothing changes',
    async run({ source }) {
      const cached = await allGroups(source);
      mustEqual(revisionsOf(await allGroups(source, { cached })), revisionsOf(cached), 'revisions');
      mustEqual(revisionsOf(await allGroups(source)), revisionsOf(cached), 'revisions without cached groups');
    },
  },
  {
    name: 'keeps the revisions of groups over a restart',
    skip: ({ restarted }) => (restarted ? undefined : 'The test has no second source over the same library.'),
    async run({ source, restarted = source }) {
      const cached = await allGroups(source);
      mustEqual(revisionsOf(await allGroups(restarted, { cached })), revisionsOf(cached), 'revisions');
    },
  },
  {
    name: 'does not list groups or assets when the signal is aborted',
    async run({ source }) {
      for (const kind of source.groupKinds) {
        await mustHonorSignal((signal) => source.listGroups(kind, { signal }), `listGroups of the kind ${kind}`);
        for (const group of (await source.listGroups(kind)).slice(0, 1)) {
          const read = async (signal: AbortSignal): Promise<void> => {
            for await (const _page of source.listAssets({ group }, { signal }));
          };
          await mustHonorSignal(read, `listAssets of the ${kind} ${group.name}`);
        }
      }
    },
  },
  {
    name: 'lists an asset in the month in which it was taken and in no other',
    skip: needsKinds('month'),
    async run({ source }) {
      const months = await listingsOf(source, ['month']);
      for (const [{ id, name }, assets] of months) {
        mustEqual(name, id, 'name of the month');
        for (const asset of assets) mustEqual(dayTaken(asset).month, id, `month of ${asset.fileName}`);
      }
      const inMonths = idsIn(months);
      mustEqual(withoutRepeats(inMonths).length, inMonths.length, 'assets that are in one month');
    },
  },
  {
    name: 'lists every asset of other groups in a month',
    skip: needsKinds('month'),
    async run({ source }) {
      const others = source.groupKinds.filter((kind) => kind !== 'month');
      const inMonths = new Set(idsIn(await listingsOf(source, ['month'])));
      const missing = idsIn(await listingsOf(source, others)).filter((id) => !inMonths.has(id));
      mustEqual(missing, [], 'assets of other groups that are in no month');
    },
  },
  {
    name: 'has one unfiled group, whose assets are in no album',
    skip: needsKinds('unfiled'),
    async run({ source }) {
      const unfiled = await listingsOf(source, ['unfiled']);
      mustEqual(unfiled.length, 1, 'unfiled groups');
      const filed = new Set(idsIn(await listingsOf(source, ['album'])));
      mustEqual(
        idsIn(unfiled).filter((id) => filed.has(id)),
        [],
        'unfiled assets that are in an album',
      );
    },
  },
  {
    name: 'lists in its months the assets of albums and the unfiled ones, and no others',
    skip: needsKinds('month', 'unfiled', 'album'),
    async run({ source }) {
      const all = withoutRepeats(idsIn(await listingsOf(source, ['album', 'unfiled'])));
      mustEqual(idsIn(await listingsOf(source, ['month'])), [...all].sort(), 'assets of months');
    },
  },
  {
    name: 'has an ancestor of every nested tag among its tags',
    skip: needsKinds('tag'),
    async run({ source }) {
      const tags = await source.listGroups('tag');
      const paths = new Set(tags.map(({ name, parents = [] }) => JSON.stringify([...parents, name])));
      for (const { name, parents = [] } of tags) {
        const isReachable = parents.length === 0 || paths.has(JSON.stringify(parents));
        must(isReachable, `The parent of the tag ${name} is not listed.`);
      }
    },
  },
  {
    name: 'lists people by name, and none without one',
    skip: needsKinds('person'),
    async run({ source }) {
      for (const { id, name } of await source.listGroups('person')) must(name !== '', `The person ${id} has no name.`);
    },
  },
  {
    name: 'gives every saved search a name of its own',
    skip: needsKinds('search'),
    async run({ source }) {
      const names = (await source.listGroups('search')).map(({ name }) => name);
      mustEqual(withoutRepeats(names).length, names.length, 'unique names of searches');
    },
  },
];
