import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { createManualClock } from '../../test/manual-clock.ts';
import { randomChoices, randomLibrary } from '../../test/random-library.ts';
import { setUp } from '../../test/set-up.ts';
import { readAll } from '../conformance/expect.ts';
import type { MemoryLibrary } from '../memory/memory-library.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { PhotoLibraryOptions } from '../photo-library.ts';
import type { CollectionResource, FileResource, Resource } from '../ports/resource.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';

/** One run may walk and download a whole tree many times. */
const longestMs = 30_000;
const limits = { numRuns: 10, interruptAfterTimeLimit: 3000 };

async function walk(tree: ResourceTree): Promise<readonly Resource[]> {
  const seen: Resource[] = [];
  async function enter(collection: CollectionResource): Promise<void> {
    seen.push(collection);
    for (const member of await tree.members(collection))
      if (member.kind === 'collection') await enter(member);
      else seen.push(member);
  }
  await enter((await tree.resolve([])) as CollectionResource);
  return seen;
}

/** Downloads fetch the metadata of renditions and correct lengths. */
async function downloadAll(tree: ResourceTree, order: (files: FileResource[]) => FileResource[]): Promise<void> {
  const files = (await walk(tree)).filter((resource) => resource.kind === 'file');
  for (const file of order(files)) await tree.open(file).then(readAll, () => {});
}

const tagsOf = (seen: readonly Resource[]): ReadonlyMap<string, string> =>
  new Map(seen.map(({ path, etag }) => [path.join('/'), etag]));

/** A process that started at some hour, with a store of its own, and whose users download in some order. */
function createProcess(held: MemoryLibrary, choices: Partial<PhotoLibraryOptions>, hour: number) {
  const [store, clock] = [createMemoryStore(), createManualClock()];
  const start = () => setUp(held, { ...choices, store, clock });
  let set = start();
  return {
    async begin(): Promise<void> {
      await clock.sleep(hour * 3_600_000);
      for (let refreshes = 0; refreshes <= hour; refreshes++) await set.library.refresh();
    },
    restart(): void {
      set = start();
    },
    async tags(order: (files: FileResource[]) => FileResource[]): Promise<ReadonlyMap<string, string>> {
      await set.library.refresh();
      // The names that follow from metadata may change with each download.
      for (let round = 0; round < 3; round++) await downloadAll(set.tree, order);
      await walk(set.tree);
      return tagsOf(await walk(set.tree));
    },
  };
}

const asListed = (files: FileResource[]): FileResource[] => files;
const lastFirst = (files: FileResource[]): FileResource[] => files.reverse();

/**
 * A few views and presentations at once, since every file of all of them is downloaded several times. Nothing is hidden: the tag of
 * a group covers the metadata of members behind a primary too, which one process may have fetched for another group.
 */
const fewChoices = randomChoices.map(({ views = [], renditions = [], ...choices }) => ({
  ...choices,
  views: views.slice(0, 3),
  renditions: renditions.slice(0, 2),
  stacks: 'all' as const,
  excludedExtensions: [],
}));

test(
  'two processes over one library have equal tags everywhere, also after a restart',
  async () => {
    await fc.assert(
      fc.asyncProperty(randomLibrary, fewChoices, async (held, choices) => {
        const [one, other] = [createProcess(held, choices, 0), createProcess(held, choices, 2)];
        await one.begin();
        await other.begin();
        const tags = await one.tags(asListed);
        expect(await other.tags(lastFirst)).toEqual(tags);
        other.restart();
        expect(await other.tags(asListed)).toEqual(tags);
      }),
      limits,
    );
  },
  longestMs,
);

it('follow the metadata that was fetched, and nothing else', async () => {
  const preview = (text: string) => ({ content: new TextEncoder().encode(text), mediaType: 'image/jpeg' });
  const photos = ['a', 'b'].map((name) => asset(`${name}.jpg`, name, { renditions: { preview: preview(name) } }));
  const process = () => setUp([album('Trips', photos)], { renditions: ['preview'] });
  const tag = async ({ tree }: ReturnType<typeof process>) => (await tree.resolve(['Trips']))?.etag;
  const [one, other] = [process(), process()];
  for (const { library } of [one, other]) await library.refresh();
  const before = await tag(one);
  expect(await tag(other)).toBe(before);
  await one.tree.open((await one.tree.resolve(['Trips', 'a.jpg'])) as FileResource);
  await walk(one.tree);
  expect(await tag(one)).not.toBe(before);
  expect(await tag(other)).toBe(before);
  await other.tree.open((await other.tree.resolve(['Trips', 'a.jpg'])) as FileResource);
  await walk(other.tree);
  expect(await tag(other)).toBe(await tag(one));
});

it('follow stored metadata after a restart, and the members stay the same array', async () => {
  const preview = { content: new Uint8Array(3), mediaType: 'image/jpeg' };
  const store = createMemoryStore();
  const held = [album('Trips', [asset('a.jpg', 'a', { renditions: { preview } })])];
  const first = setUp(held, { renditions: ['preview'], store });
  await first.library.refresh();
  await first.tree.open((await first.tree.resolve(['Trips', 'a.jpg'])) as FileResource);
  await walk(first.tree);
  const tag = (await first.tree.resolve(['Trips']))?.etag;
  const second = setUp(held, { renditions: ['preview'], store });
  await second.library.restore();
  const members = await second.tree.members((await second.tree.resolve(['Trips'])) as CollectionResource);
  const opened = (await second.tree.resolve(['Trips'])) as CollectionResource;
  expect(opened.etag).toBe(tag);
  expect(await second.tree.members(opened)).toBe(members);
});

it('are the same whichever of two presentations that read the same rendition is listed first', async () => {
  const preview = { content: new Uint8Array(3), mediaType: 'image/jpeg' };
  const photo = asset('a.jpg', 'a', { renditions: { preview } });
  const filmed = { type: 'video', mediaType: 'video/mp4', renditions: { preview, playback: preview } } as const;
  const tagsAfter = async (...order: readonly string[]) => {
    const held = [album('Trips', [photo, asset('b.mp4', 'b', filmed)])];
    const { tree, library } = setUp(held, { renditions: ['preview', 'display'] });
    await library.refresh();
    await downloadAll(tree, asListed);
    await library.refresh();
    for (const name of order) await tree.members((await tree.resolve([name, 'Trips'])) as CollectionResource);
    return Promise.all(['Preview', 'Display'].map(async (name) => (await tree.resolve([name, 'Trips']))?.etag));
  };
  expect(await tagsAfter('Preview', 'Display')).toEqual(await tagsAfter('Display', 'Preview'));
});
