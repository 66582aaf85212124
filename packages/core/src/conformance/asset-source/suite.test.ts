import { expect, it } from 'vitest';
import { conformingLibrary } from '../../../test/conforming-library.ts';
import { failsIn, type Mutants } from '../../../test/mutants.ts';
import { LibraryError } from '../../errors/library-error.ts';
import type { Asset, RenditionMetadata } from '../../ports/asset.ts';
import type { AssetGroup } from '../../ports/asset-group.ts';
import type { AssetSource, SourceRenditions } from '../../ports/asset-source.ts';
import { assetSourceConformance } from './suite.ts';

/** A source whose assets are changed, or dropped where the change gives undefined. */
const withAssets = (
  good: AssetSource,
  change: (asset: Asset, group: AssetGroup) => Asset | undefined,
): Partial<AssetSource> => ({
  async *listAssets(query, options) {
    for await (const page of good.listAssets(query, options))
      yield page.flatMap((one) => change(one, query.group) ?? []);
  },
});

/** A source whose groups are changed. */
const withGroups = (
  good: AssetSource,
  change: (group: AssetGroup) => AssetGroup | undefined,
): Partial<AssetSource> => ({
  listGroups: async (kind, options) => (await good.listGroups(kind, options)).flatMap((group) => change(group) ?? []),
});

/** A source that lists the assets of some groups twice. */
const twice = (good: AssetSource, isWanted: (group: AssetGroup) => boolean): Partial<AssetSource> => ({
  async *listAssets(query, options) {
    yield* good.listAssets(query, options);
    if (isWanted(query.group)) yield* good.listAssets(query, options);
  },
});

const without = (good: AssetSource, ability: 'renditions' | 'stacks' | 'changes'): AssetSource => {
  const { [ability]: _absent, ...rest } = good;
  return rest;
};

/** The metadata that the memory source gives. */
async function described(
  good: AssetSource,
  ...asked: Parameters<SourceRenditions['describe']>
): Promise<RenditionMetadata> {
  if (!good.renditions) throw new TypeError('The memory source has renditions.');
  return good.renditions.describe(...asked);
}

let calls = 0;

/** For each rule, what a mutant of the memory source breaks. */
const mutants: Mutants<AssetSource> = {
  'gives every group its kind, and an id that is unique among all kinds': {
    'tags have the ids of people': (good) => withGroups(good, (group) => ({ ...group, id: group.name })),
    'groups have another kind': (good) => withGroups(good, (group) => ({ ...group, kind: 'album' })),
  },
  'lists the members of every group once, as many as its assetCount': {
    'people are listed twice': (good) => twice(good, ({ kind }) => kind === 'person'),
    'a group counts one asset too many': (good) =>
      withGroups(good, (group) => ({ ...group, assetCount: (group.assetCount ?? 0) + 1 })),
  },
  'lists an asset with equal fields in all of its groups': {
    'months drop a field': (good) =>
      withAssets(good, ({ isFavorite: _lost, ...asset }, { kind }) =>
        kind === 'month' ? asset : { ...asset, isFavorite: true },
      ),
  },
  'keeps the revisions of groups while nothing changes': {
    'revisions are counted': (good) => withGroups(good, (group) => ({ ...group, revision: `${calls++}` })),
    'revisions depend on the cached groups': (good) => ({
      listGroups: async (kind, options) =>
        (await good.listGroups(kind, options)).map((group) => ({ ...group, revision: `${options?.cached?.length}` })),
    }),
  },
  'keeps the revisions of groups over a restart': {
    'revisions are of one process': (good) => {
      const startedAt = calls++;
      return withGroups(good, (group) => ({ ...group, revision: `${startedAt} ${group.revision}` }));
    },
  },
  'does not list groups or assets when the signal is aborted': {
    'listGroups drops the signal': (good) => ({ listGroups: (kind) => good.listGroups(kind) }),
    'listAssets drops the signal': (good) => ({ listAssets: (query) => good.listAssets(query) }),
  },
  'lists an asset in the month in which it was taken and in no other': {
    'months have other names': (good) =>
      withGroups(good, (group) => (group.kind === 'month' ? { ...group, id: `${group.id}-01` } : group)),
    'assets move to another month': (good) =>
      withAssets(good, (asset) => ({ ...asset, capturedAt: asset.capturedAt + 40 * 86_400_000 })),
  },
  'lists every asset of other groups in a month': {
    'videos are in no month': (good) =>
      withAssets(good, (asset, { kind }) => (kind === 'month' && asset.type === 'video' ? undefined : asset)),
  },
  'has one unfiled group, whose assets are in no album': {
    'there is no unfiled group': (good) => withGroups(good, (group) => (group.kind === 'unfiled' ? undefined : group)),
    'the unfiled group lists an album': (good) => ({
      listAssets: ({ group }, options) =>
        good.listAssets(
          { group: group.kind === 'unfiled' ? { ...group, kind: 'album', id: 'album-Trips' } : group },
          options,
        ),
    }),
  },
  'lists in its months the assets of albums and the unfiled ones, and no others': {
    'the unfiled group is empty': (good) =>
      withAssets(good, (asset, { kind }) => (kind === 'unfiled' ? undefined : asset)),
  },
  'has an ancestor of every nested tag among its tags': {
    'a parent is missing': (good) =>
      withGroups(good, (group) => (group.kind === 'tag' ? { ...group, parents: ['missing'] } : group)),
  },
  'lists people by name, and none without one': {
    'people have no names': (good) =>
      withGroups(good, (group) => (group.kind === 'person' ? { ...group, name: '' } : group)),
  },
  'gives every saved search a name of its own': {
    'a search is listed twice': (good) => ({
      listGroups: async (kind, options) => {
        const groups = await good.listGroups(kind, options);
        return kind === 'search' ? [...groups, ...groups] : groups;
      },
    }),
  },
  'lists every album under its verbatim name': {
    'albums are missing': (good) => withGroups(good, (group) => (group.name === '' ? undefined : group)),
    'names are trimmed to legal ones': (good) => withGroups(good, (group) => ({ ...group, name: group.name || '_' })),
  },
  'lists every asset of an album once, under its verbatim name, with its size': {
    'an album drops an asset': (good) => withAssets(good, (asset) => (asset.type === 'video' ? undefined : asset)),
    'sizes are absent': (good) => withAssets(good, ({ size: _lost, ...asset }) => asset),
    'names are made legal': (good) =>
      withAssets(good, (asset) => ({ ...asset, fileName: asset.fileName.replace('/', '_') })),
  },
  'fills the fields of an asset with values of their types: times in milliseconds, a checksum in hex': {
    'a time is a text': (good) =>
      withAssets(good, (asset) => ({ ...asset, capturedAt: `${asset.capturedAt}` as unknown as number })),
    'a time has a fraction': (good) => withAssets(good, (asset) => ({ ...asset, modifiedAt: 0.5 })),
    'a checksum is base64': (good) => withAssets(good, (asset) => ({ ...asset, sha1: '2jmj7l5rSw0yVb/vlWAYkK/YBwk=' })),
    'an absent field is undefined': (good) =>
      withAssets(good, (asset) => ({ ...asset, rating: undefined as unknown as number })),
    'a field is not of the port': (good) => withAssets(good, (asset) => ({ ...asset, exif: {} }) as Asset),
  },
  'rejects a listing of a missing group with not-found': {
    'a missing group is empty': (good) => ({
      async *listAssets(query, options) {
        try {
          yield* good.listAssets(query, options);
        } catch (error) {
          if (options?.signal?.aborted) throw error;
        }
      },
    }),
    'another error crosses the port': (good) => ({
      async *listAssets(query) {
        try {
          yield* good.listAssets(query);
        } catch {
          throw new Error('404');
        }
      },
    }),
  },
  'streams an asset byte for byte': {
    'only the first byte comes': (good) => ({
      open: (asset, rendition) => good.open(asset, rendition, { range: { first: 0, last: 0 } }),
    }),
  },
  'streams a range, both ends included, with the size of the whole': {
    'ranges are ignored': (good) => ({ open: (asset, rendition) => good.open(asset, rendition) }),
    'the last byte is excluded': (good) => ({
      open: (asset, rendition, options) =>
        good.open(asset, rendition, options?.range && { range: { ...options.range, last: options.range.last - 1 } }),
    }),
  },
  'ends a range that reaches past the end at the last byte': {
    'the range is repeated as requested': (good) => ({
      open: async (asset, rendition, options) => ({ ...(await good.open(asset, rendition, options)), ...options }),
    }),
  },
  'rejects a range that begins past the end with range-not-satisfiable': {
    'the whole is sent instead': (good) => ({ open: (asset, rendition) => good.open(asset, rendition) }),
  },
  'rejects opening a missing asset with not-found': {
    'a missing asset is empty': (good) => ({
      open: (asset, rendition, options) =>
        good.open(asset, rendition, options).catch(() => ({ body: (async function* () {})(), size: 0 })),
    }),
  },
  'does not open when the signal is aborted': {
    'open drops the signal': (good) => ({
      open: (asset, rendition, options) => good.open(asset, rendition, options?.range ? { range: options.range } : {}),
    }),
  },
  'gives the whole body or fails it when the signal aborts before it was read': {
    'the body ends early': (good) => ({
      open: async (asset, rendition, options = {}) => {
        const { body, ...content } = await good.open(asset, rendition, options);
        const untilAborted = (async function* () {
          if (!options.signal?.aborted) yield* body;
        })();
        return { ...content, body: untilAborted };
      },
    }),
  },
  'refuses every rendition but the original': {
    'the original is every rendition': (good) => ({
      ...without(good, 'renditions'),
      open: (asset, _rendition, options) => good.open(asset, 'original', options),
    }),
  },
  'describes renditions as they open: size, media type and tag': {
    'describe gives the size of the original': (good) => ({
      renditions: {
        describe: async (asset, rendition, options) => ({
          ...(await described(good, asset, rendition, options)),
          size: asset.size ?? 0,
        }),
      },
    }),
    'describe describes another rendition': (good) => ({
      renditions: { describe: (asset, _rendition) => described(good, asset, 'thumbnail') },
    }),
    'open gives no tag': (good) => ({
      open: async (asset, rendition, options) => {
        const { tag: _lost, ...content } = await good.open(asset, rendition, options);
        return content;
      },
    }),
    'describe rejects every rendition': () => ({
      renditions: { describe: () => Promise.reject(new LibraryError('not-found', 'There is none.')) },
    }),
    'describe always fails': () => ({
      renditions: { describe: () => Promise.reject(new LibraryError('bad-response', 'It is broken.')) },
    }),
  },
  'describes a rendition in the same way while nothing changes': {
    'the tag is of one call': (good) => ({
      renditions: {
        describe: async (asset, rendition) => ({
          ...(await described(good, asset, rendition)),
          tag: `${calls++}`,
        }),
      },
    }),
  },
  'streams renditions byte for byte': {
    'every rendition is another': (good) => ({
      renditions: { describe: (asset, _rendition) => described(good, asset, 'thumbnail') },
      open: (asset, rendition, options) =>
        good.open(asset, rendition === 'original' ? rendition : 'thumbnail', options),
    }),
  },
  'streams a range of a rendition, with its size and tag': {
    'ranges of renditions are ignored': (good) => ({
      open: (asset, rendition, options) => good.open(asset, rendition, rendition === 'original' ? options : {}),
    }),
  },
  'rejects a rendition of a missing asset with not-found': {
    'describe rejects with another code': (good) => ({
      renditions: {
        describe: (asset, rendition) =>
          described(good, asset, rendition).catch((error: LibraryError) => {
            throw error.message.includes('asset in') ? new LibraryError('bad-response', '404') : error;
          }),
      },
    }),
  },
  'refuses to open a rendition that it does not describe': {
    'the original is sent instead': (good) => ({
      open: (asset, rendition, options) =>
        good.open(asset, rendition, options).catch(() => good.open(asset, 'original', options)),
    }),
  },
  'does not describe when the signal is aborted': {
    'describe drops the signal': (good) => ({
      renditions: { describe: (asset, rendition) => described(good, asset, rendition) },
    }),
  },
  'lists stacks that have their primary asset in them, and share no asset': {
    'the primary is missing': (good) => ({
      stacks: { list: async () => ((await good.stacks?.list()) ?? []).map((one) => ({ ...one, primaryId: 'other' })) },
    }),
    'a stack is listed twice': (good) => ({
      stacks: {
        list: async () => [...((await good.stacks?.list()) ?? []), ...((await good.stacks?.list()) ?? [])],
      },
    }),
  },
  'lists the stacks of the library': { 'there are none': () => ({ stacks: { list: async () => [] } }) },
  'returns the same array of stacks while none changes': {
    'the array is a copy': (good) => ({ stacks: { list: async () => [...((await good.stacks?.list()) ?? [])] } }),
  },
  'does not list stacks when the signal is aborted': {
    'stacks.list drops the signal': (good) => ({ stacks: { list: async () => (await good.stacks?.list()) ?? [] } }),
  },
  'sends a hint after a change, and none to a watcher whose signal aborted': {
    'there are no hints': () => ({ changes: { watch() {} } }),
    'hints go on after the signal aborted': (good) => ({
      changes: { watch: (onHint) => good.changes?.watch(onHint, new AbortController().signal) },
    }),
  },
  'watches without a hint when the signal is aborted': {
    'it hints at once': () => ({ changes: { watch: (onHint) => onHint() } }),
    'watch throws': () => ({
      changes: {
        watch(_onHint, signal) {
          signal.throwIfAborted();
        },
      },
    }),
  },
  'grants access to what partners share, or rejects with forbidden': {
    'it rejects with another code': () => ({
      requireAccess: () => Promise.reject(new LibraryError('not-found', 'It is not there.')),
    }),
  },
  'counts its requests': {
    'the count goes down': () => ({
      get requests() {
        return -calls++;
      },
    }),
  },
  'closes, also a second time, and rejects with a LibraryError if it does not answer any more': {
    'the second close fails': () => {
      let isClosed = false;
      return {
        close: async () => {
          if (isClosed) throw new Error('It is closed.');
          isClosed = true;
        },
      };
    },
    'another error crosses the port': () => {
      let isClosed = false;
      return {
        close: async () => {
          isClosed = true;
        },
        listGroups: async () => {
          if (isClosed) throw new TypeError('Cannot read properties of undefined.');
          return [];
        },
      };
    },
  },
};

const isAboutAbsence = (rule: string): boolean => rule === 'refuses every rendition but the original';

it('has a mutant for every rule', () => {
  expect(Object.keys(mutants).toSorted()).toEqual(assetSourceConformance.map(({ name }) => name).toSorted());
});

it.each(failsIn(mutants))('%s: %s', async (name, _mutant, mutate) => {
  const library = conformingLibrary();
  const { source } = library;
  const mutant = (good: AssetSource): AssetSource => {
    const base = isAboutAbsence(name) ? without(good, 'renditions') : good;
    return Object.defineProperties({ ...base }, Object.getOwnPropertyDescriptors(mutate(good)));
  };
  const rule = assetSourceConformance.find((candidate) => candidate.name === name);
  const underTest = { ...library, source: mutant(source), restarted: mutant(library.restarted ?? source) };
  expect(rule?.skip?.(underTest)).toBeUndefined();
  const outcome = await Promise.race([
    rule?.run(underTest).then(
      () => 'passed',
      (error: Error) => error.name,
    ),
    // A rule may wait for a hint that never comes; in memory all is settled after a few rounds of the event loop.
    idle(),
  ]);
  const isWaiting = mutate.toString().includes('watch() {}');
  expect(isWaiting ? ['waits'] : ['ConformanceError', 'LibraryError']).toContain(outcome);
});

async function idle(): Promise<string> {
  for (let round = 0; round < 50; round++) await new Promise((resolve) => setImmediate(resolve));
  return 'waits';
}
