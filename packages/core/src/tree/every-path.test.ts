import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualClock } from '../../test/manual-clock.ts';
import { randomChoices, randomHistory, randomLibrary } from '../../test/random-library.ts';
import { type Choices, setUp } from '../../test/set-up.ts';
import { readAll } from '../conformance/expect.ts';
import type { LibraryError } from '../errors/library-error.ts';
import type { MemoryAsset, MemoryLibrary } from '../memory/memory-library.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import { legalName, splitExtension } from '../names/legal-name.ts';
import { nameKey } from '../names/name-table.ts';
import type { Rendition } from '../ports/asset.ts';
import type { CollectionResource, FileResource, Resource } from '../ports/resource.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
import { renditionChoices, renditionNames } from '../renditions/renditions.ts';

/** Some seconds for all; with many more runs it finds more. */
/** One run may walk and download a whole tree many times. */
const longestMs = 30_000;
const limits = { numRuns: 20, interruptAfterTimeLimit: 4000 };

/** A collection with its members. */
interface Opened {
  readonly folder: CollectionResource;
  readonly members: readonly Resource[];
}

/** Every collection of a tree by its path. */
type Seen = ReadonlyMap<string, Opened>;

async function walkOnce(tree: ResourceTree): Promise<Seen> {
  const seen = new Map<string, Opened>();
  async function enter(folder: CollectionResource): Promise<void> {
    const members = await tree.members(folder);
    seen.set(folder.path.join('/'), { folder, members });
    for (const member of members) if (member.kind === 'collection') await enter(member);
  }
  await enter((await tree.resolve([])) as CollectionResource);
  return seen;
}

/** What is read when somebody first opens it changes its folders once. */
async function walk(tree: ResourceTree): Promise<Seen> {
  await walkOnce(tree);
  return walkOnce(tree);
}

const filesOf = (seen: Seen): FileResource[] =>
  [...seen.values()].flatMap(({ members }) => members.filter((member) => member.kind === 'file'));

const isSidecar = ({ id }: Resource): boolean => id.endsWith('/sidecar');
const isOriginal = ({ id, alternates }: FileResource): boolean =>
  !id.includes('/') && !alternates?.includes('original');
const assetIdOf = ({ id }: FileResource): string => id.replace(/[/].*/, '');

function allAssets({ albums, loose = [], people = [], tags = [], searches = [] }: MemoryLibrary) {
  const all = [...albums, ...people, ...tags, ...searches].flatMap(({ assets }) => assets);
  return new Map([...loose, ...all].map((asset) => [asset.id, asset]));
}

/** What the bytes of a file are, by where it is and what it offers besides. */
function shownAs(file: FileResource, asset: MemoryAsset, { renditions = [] }: Choices): Rendition {
  if (file.id.endsWith('/motion')) return 'motion';
  if (isOriginal(file)) return 'original';
  const [first = 'original'] = renditions;
  const named = renditionNames.find((name) => renditionChoices[name].title === file.path[0]);
  return renditionChoices[renditions.length > 1 ? (named ?? first) : first].wants(asset);
}

/** The group whose files a collection has: its id, or that of the view that has no other. */
function groupIdOf({ id }: CollectionResource, { views = [] }: Choices): string {
  const view = /^(?:root|(?:view|rendition)[/][^/]+)$/.test(id) ? id : undefined;
  if (view) return view === 'view/Not in album' || views.join() === 'not-in-album' ? 'unfiled' : 'view';
  return /^derived:\w+ \[.*\]/.exec(id)?.[0] ?? id.replace(/[/].*/, '');
}

/** The bytes of a file; undefined where the library does not have it, or has another one by now. */
async function bytesOf(
  tree: ResourceTree,
  file: FileResource,
  allowed = ['not-found'],
): Promise<readonly number[] | undefined> {
  try {
    return await readAll(await tree.open(file));
  } catch (error) {
    expect(allowed).toContain((error as LibraryError).code);
    return undefined;
  }
}

/** Whoever downloads everything teaches lengths, and finds out what changed without the library telling. */
async function openAll(tree: ResourceTree): Promise<void> {
  for (const file of filesOf(await walkOnce(tree))) await bytesOf(tree, file, ['not-found', 'unavailable']);
}

const showsOriginals = ({ renditions = ['original'] }: Choices): boolean => renditions.join() === 'original';

/** What the library has of a group that it lists itself. */
function assetsOf(held: MemoryLibrary, groupId: string): readonly MemoryAsset[] | undefined {
  if (groupId === 'unfiled') return held.loose ?? [];
  const groups = [...held.albums, ...(held.people ?? []), ...(held.tags ?? []), ...(held.searches ?? [])];
  return groups.find(({ id }) => id === groupId)?.assets;
}

/** Which originals each group of a view has, each as often as it is there. */
function originalsByGroup(seen: Seen, choices: Choices): ReadonlyMap<string, readonly string[]> {
  const { views = [] } = choices;
  const found = new Map<string, string[]>();
  for (const { folder, members } of seen.values()) {
    const key = `${views.length > 1 ? folder.path[0] : ''} in ${groupIdOf(folder, choices)}`;
    const ids = members.filter((member) => member.kind === 'file' && isOriginal(member)).map(({ id }) => id);
    if (ids.length > 0) found.set(key, [...(found.get(key) ?? []), ...ids].sort());
  }
  return found;
}

function expectNothingHiddenOrDoubled(seen: Seen, held: MemoryLibrary, choices: Choices): void {
  const { excludedExtensions = [], stacks = 'all' } = choices;
  for (const [key, ids] of originalsByGroup(seen, choices)) {
    expect(new Set(ids).size).toBe(ids.length);
    const all = assetsOf(held, key.slice(key.indexOf(' in ') + 4));
    if (!all || stacks === 'primary') continue;
    const extensionOf = ({ fileName }: MemoryAsset): string =>
      splitExtension(legalName(fileName)).extension.slice(1).toLowerCase();
    const expected = all.filter((asset) => !excludedExtensions.includes(extensionOf(asset)));
    expect(ids).toEqual(expected.map(({ id }) => id).sort());
  }
}

test(
  'what is listed is there under one name, nothing is hidden, and every file has the bytes that it should',
  async () => {
    await fc.assert(
      fc.asyncProperty(randomLibrary, randomChoices, async (held, choices) => {
        const { library, tree, memory } = setUp(held, choices);
        await library.refresh();
        const seen = await walk(tree);
        for (const { folder, members } of seen.values()) {
          expect(await tree.members(folder)).toBe(members);
          expect(new Set(members.map(({ name }) => nameKey(name))).size).toBe(members.length);
          for (const member of members) {
            expect(member.path).toEqual([...folder.path, member.name]);
            expect(member.name).toBe(legalName(member.name));
            expect(await tree.resolve(member.path)).toEqual(member);
          }
        }
        if (showsOriginals(choices)) expectNothingHiddenOrDoubled(seen, held, choices);

        const assets = allAssets(held);
        for (const file of filesOf(seen)) {
          const asset = assets.get(assetIdOf(file)) as MemoryAsset;
          const bytes = await bytesOf(tree, file);
          if (bytes === undefined) continue;
          if (!isSidecar(file)) {
            const shown = shownAs(file, asset, choices);
            expect(bytes).toEqual(await readAll(await memory.open(asset, shown)));
          }
          if (bytes.length === file.size || !isOriginal(file)) continue;
          // The library lied, or had no length: from now on it is listed everywhere.
          for (const other of filesOf(await walkOnce(tree)))
            if (other.id === file.id && isOriginal(other)) expect(other.size).toBe(bytes.length);
        }
        // Metadata that is fetched by a download may move files to other collections.
        await openAll(tree);
        for (const file of filesOf(await walk(tree))) {
          const bytes = await bytesOf(tree, file);
          if (bytes) expect(file.size).toBe(bytes.length);
        }
      }),
      limits,
    );
  },
  longestMs,
);

type Step = MemoryLibrary | 'restart' | 'day' | 'open';

/** A library that changes, and what happens before each change. */
const history: fc.Arbitrary<readonly Step[]> = randomHistory.chain((all) =>
  fc
    .tuple(
      ...all.map((held) =>
        fc.tuple(fc.constant(held), fc.subarray(['restart' as const, 'day' as const, 'open' as const])),
      ),
    )
    .map((some) => some.flatMap(([held, before]) => [held, ...before])),
);

/** A library over one store and one clock, through restarts. */
function live(choices: Choices) {
  const [store, clock] = [createMemoryStore(), createManualClock()];
  let held: MemoryLibrary = { albums: [] };
  const start = () => setUp(held, { ...choices, store, clock });
  let set = start();
  return {
    /** What the library calls its assets now, by id. */
    fileNames: () => new Map([...allAssets(held)].map(([id, { fileName }]) => [id, fileName])),
    async take(step?: Step): Promise<Seen> {
      if (typeof step === 'object') set.memory.setLibrary(step);
      held = typeof step === 'object' ? step : held;
      if (step === 'restart') set = start();
      if (step === 'day') await clock.sleep(86_400_000);
      if (step === 'open') await openAll(set.tree);
      await set.library.refresh();
      return walk(set.tree);
    },
  };
}

/** What a client compares to tell whether its copy is good. */
interface Told {
  readonly name: string;
  readonly etag: string;
  readonly size: number | undefined;
  /** What a rendition is may be learnt any time, and forgotten when it may be another. */
  readonly isKnown: boolean;
}

const told = (member: Resource): Told => {
  const { name, etag } = member;
  if (member.kind === 'collection') return { name, etag, size: undefined, isKnown: true };
  const { size } = member;
  return { name, etag, size, isKnown: isOriginal(member) || size !== undefined };
};

function expectSame(now: readonly Told[], before: readonly Told[]): void {
  expect(now.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
  for (const [at, one] of now.entries()) if (one.isKnown && before[at]?.isKnown) expect(one).toEqual(before[at]);
}

/** The names of originals by group and asset, in folders where no folder is in their way. */
function namesOf(seen: Seen, choices: Choices): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { folder, members } of seen.values()) {
    if (members.some(({ kind }) => kind === 'collection')) continue;
    const group = `${folder.path[0]} ${groupIdOf(folder, choices)}`;
    for (const { kind, id, name } of members) if (kind === 'file') names.set(`${group} ${id}`, name);
  }
  return names;
}

test(
  'a folder with the same entity tag has the same members, one of which nothing changed the same tag, and files keep their names',
  async () => {
    await fc.assert(
      fc.asyncProperty(history, randomChoices, async (steps, choices) => {
        const library = live(choices);
        const membersByTag = new Map<string, readonly Told[]>();
        let names = namesOf(new Map(), choices);
        let fileNames: ReadonlyMap<string, string> = new Map();
        for (const step of steps) {
          const seen = await library.take(step);
          for (const [path, { folder, members }] of seen) {
            const tag = `${path} ${folder.etag}`;
            expectSame(members.map(told), membersByTag.get(tag) ?? members.map(told));
            membersByTag.set(tag, members.map(told));
          }
          const now = namesOf(seen, choices);
          const held = library.fileNames();
          // What is made of older files than these may take names: docs/decisions/010.
          const isAlone = showsOriginals(choices) && choices.livePhotos !== 'pair' && !choices.sidecar;
          for (const [key, name] of isAlone ? now : []) {
            const id = key.slice(key.lastIndexOf(' ') + 1);
            if (names.has(key) && fileNames.get(id) === held.get(id)) expect(name).toBe(names.get(key));
          }
          names = now;
          fileNames = held;
          const again = await library.take();
          for (const [path, { folder, members }] of seen) {
            expect(again.get(path)?.folder).toEqual(folder);
            expect(again.get(path)?.members).toBe(members);
          }
        }
      }),
      limits,
    );
  },
  longestMs,
);
