import { describe, expect, it } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { type Choices, setUp } from '../../test/set-up.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { MemoryLibrary } from '../memory/memory-library.ts';
import type { CollectionResource } from '../ports/resource.ts';
import type { ResourceTree } from '../ports/resource-tree.ts';
import { todayAt } from './day.ts';
import { viewNames } from './views.ts';

const at = (text: string): number => Date.parse(`${text}:00Z`);
const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);
const longAgo = { uploadedAt: at('2020-01-01T00:00') };

const beach = asset('beach.jpg', 'beach', {
  ...longAgo,
  capturedAt: at('2024-02-29T23:30'),
  // West of Greenwich it was still the evening, east of it March.
  capturedLocally: at('2024-03-01T08:30'),
  isFavorite: true,
  camera: { make: 'Canon', model: 'Canon EOS R5' },
  place: { country: 'Japan', city: 'Tokyo' },
  rating: 5,
});
const clip = asset('clip.mp4', 'clip', {
  ...longAgo,
  capturedAt: at('2023-01-01T10:00'),
  camera: { make: 'Apple', model: 'iPhone 15' },
  place: { country: 'Japan' },
  originalPath: '/mnt/photos/family/2023/clip.mp4',
  isFiledByPeople: true,
});
const hidden = asset('hidden.jpg', 'hidden', {
  ...longAgo,
  capturedAt: at('2023-05-05T10:00'),
  isArchived: true,
  isFavorite: true,
  originalPath: '/mnt/photos/family/hidden.jpg',
  isFiledByPeople: true,
});
const ofBob = asset('bob.jpg', 'bob', {
  ...longAgo,
  capturedAt: at('2023-01-02T10:00'),
  owner: 'Bob',
  isFavorite: true,
});
const fresh = asset('fresh.jpg', 'fresh', { capturedAt: at('2025-12-31T12:00'), uploadedAt: at('2025-12-31T12:00') });

const library: MemoryLibrary = {
  albums: [album('Trips', [beach, clip]), { ...album('Wedding', [ofBob]), owner: 'Bob' }],
  loose: [hidden, fresh],
  people: [{ id: 'p1', name: 'Alice / Zoë', assets: [beach] }],
  tags: [
    { id: 't1', name: 'Trips', assets: [clip] },
    { id: 't2', name: 'Rome', parents: ['Trips'], assets: [beach] },
  ],
  searches: [{ id: 's1', name: 'Beach', assets: [beach] }],
};

/** Every path of a tree, collections with a slash at the end. */
async function pathsOf(tree: ResourceTree, path: readonly string[] = []): Promise<string[]> {
  const collection = (await tree.resolve(path)) as CollectionResource;
  const members = await tree.members(collection);
  const below = members.map(async (member) => {
    expect(await tree.resolve(member.path)).toEqual(member);
    const name = member.path.join('/');
    return member.kind === 'file' ? [name] : [`${name}/`, ...(await pathsOf(tree, member.path))];
  });
  return (await Promise.all(below)).flat();
}

async function shown(options: Choices, of: MemoryLibrary = library): Promise<string[]> {
  const { library: photos, tree } = setUp(of, options);
  await photos.refresh();
  return pathsOf(tree);
}

describe('each view alone is the root', () => {
  it.each<[string, Choices, string[]]>([
    ['albums', {}, ['Trips/', 'Trips/beach.jpg', 'Trips/clip.mp4', 'Wedding/', 'Wedding/bob.jpg']],
    ['shared-with-me', {}, ['Bob/', 'Bob/Wedding/', 'Bob/Wedding/bob.jpg']],
    [
      'timeline',
      {},
      [
        '2023/',
        '2023/2023-01/',
        '2023/2023-01/bob.jpg',
        '2023/2023-01/clip.mp4',
        '2024/',
        '2024/2024-03/',
        '2024/2024-03/beach.jpg',
        '2025/',
        '2025/2025-12/',
        '2025/2025-12/fresh.jpg',
      ],
    ],
    [
      'timeline',
      { viewSettings: { timelineLayout: 'year' } },
      ['2023/', '2023/bob.jpg', '2023/clip.mp4', '2024/', '2024/beach.jpg', '2025/', '2025/fresh.jpg'],
    ],
    ['favorites', {}, ['beach.jpg']],
    ['archive', {}, ['2023/', '2023/hidden.jpg']],
    ['recent', {}, ['fresh.jpg']],
    ['videos', {}, ['2023/', '2023/clip.mp4']],
    ['not-in-album', {}, ['fresh.jpg', 'hidden.jpg']],
    ['people', {}, ['Alice _ Zoë/', 'Alice _ Zoë/beach.jpg']],
    ['tags', {}, ['Trips/', 'Trips/Rome/', 'Trips/Rome/beach.jpg', 'Trips/clip.mp4']],
    ['places', {}, ['Japan/', 'Japan/Tokyo/', 'Japan/Tokyo/beach.jpg', 'Japan/clip.mp4']],
    ['cameras', {}, ['Apple iPhone 15/', 'Apple iPhone 15/clip.mp4', 'Canon EOS R5/', 'Canon EOS R5/beach.jpg']],
    ['rating', {}, ['5 stars/', '5 stars/beach.jpg']],
    ['folders', {}, ['2023/', '2023/clip.mp4', 'hidden.jpg']],
    ['partners', {}, ['Bob/', 'Bob/bob.jpg']],
    ['searches', {}, ['Beach/', 'Beach/beach.jpg']],
  ])('%s %j', async (view, options, expected) => {
    expect(await shown({ ...options, views: [view as never] })).toEqual(expected);
  });

  it('timeline by day', async () => {
    const paths = await shown({ views: ['timeline'], viewSettings: { timelineLayout: 'year/month/day' } });
    expect(paths).toContain('2024/2024-03/2024-03-01/beach.jpg');
  });

  it('memories of this day in years before, until midnight', async () => {
    const today = asset('today.jpg', 'today', { ...longAgo, capturedAt: at('2022-01-01T10:00') });
    const set = setUp({ albums: [], loose: [today, beach] }, { views: ['memories'] });
    await set.library.refresh();
    expect(await pathsOf(set.tree)).toEqual([
      'On this day/',
      'On this day/4 years ago/',
      'On this day/4 years ago/today.jpg',
    ]);
    await set.clock.sleep(86_400_000);
    await set.library.refresh();
    expect(await pathsOf(set.tree)).toEqual([]);
  });

  it('random: so many, the same all day, others tomorrow', async () => {
    const all = Array.from({ length: 200 }, (_, n) =>
      asset(`${n}.jpg`, `${n}`, { ...longAgo, capturedAt: at(`20${10 + (n % 10)}-06-01T00:00`) }),
    );
    const set = setUp({ albums: [], loose: all }, { views: ['random'], viewSettings: { randomCount: 20 } });
    await set.library.refresh();
    const first = await pathsOf(set.tree);
    expect(first).toHaveLength(20);
    set.memory.setLibrary({ albums: [], loose: [...all, { ...fresh, uploadedAt: set.clock.now() }] });
    await set.library.refresh();
    expect(await pathsOf(set.tree)).toEqual(first);
    await set.clock.sleep(86_400_000);
    await set.library.refresh();
    const next = await pathsOf(set.tree);
    expect(next).toHaveLength(20);
    expect(next).not.toEqual(first);
  });
});

describe.each([
  ['44 BC', '-000043-03-15T10:00:00Z', '-000043', '03-15'],
  ['the year 0', '0000-02-29T10:00:00Z', '0000', '02-29'],
  ['9999', '9999-12-31T23:59:59.999Z', '9999', '12-31'],
  ['50470', '+050470-01-06T10:00:00Z', '+050470', '01-06'],
  ['the first day that there is', '-271821-04-20T00:00:00Z', '-271821', '04-20'],
  ['the last', '+275760-09-13T00:00:00Z', '+275760', '09-13'],
])('what was taken in %s', (_, time, year, day) => {
  const capturedAt = Date.parse(time);
  const far = {
    ...beach,
    ...clip,
    fileName: 'far.mp4',
    capturedAt,
    modifiedAt: capturedAt,
    rating: 5,
    isFavorite: true,
  } as const;
  const { capturedLocally: _local, ...taken } = far;
  const [month, date] = [`${year}-${day.slice(0, 2)}`, `${year}-${day}`];

  it.each<[string, string, Choices]>([
    ['albums', 'A/far.mp4', {}],
    ['timeline', `${year}/far.mp4`, { viewSettings: { timelineLayout: 'year' } }],
    ['timeline', `${year}/${month}/far.mp4`, {}],
    ['timeline', `${year}/${month}/${date}/far.mp4`, { viewSettings: { timelineLayout: 'year/month/day' } }],
    ['favorites', 'far.mp4', {}],
    ['videos', `${year}/far.mp4`, {}],
    ['cameras', 'Apple iPhone 15/far.mp4', {}],
    ['places', 'Japan/far.mp4', {}],
    ['rating', '5 stars/far.mp4', {}],
    ['folders', 'far.mp4', {}],
  ])('is in %s: %s', async (view, path, options) => {
    const of = { albums: [album('A', [taken])] };
    const paths = await shown({ ...options, views: [view as never] }, of);
    expect(paths.filter((one) => !one.endsWith('/'))).toEqual([path]);
  });

  it('is in the archive, and in the folder of its day where there are too many', async () => {
    const hiddenThen = { ...taken, isArchived: true } as const;
    const archived = await shown({ views: ['archive'] }, { albums: [], loose: [hiddenThen] });
    expect(archived).toContain(`${year}/far.mp4`);
    const split = await shown({ splitFoldersAt: 1 }, { albums: [album('A', [taken, fresh])] });
    expect(split).toContain(`A/${date}/far.mp4`);
  });
});

describe('random on the day of the first upload', () => {
  it('shows what was added today, as long as nothing older is there; later uploads push nothing out', async () => {
    const set = setUp({ albums: [], loose: [] }, { views: ['random'], viewSettings: { randomCount: 3 } });
    const beganAt = todayAt(set.clock.now()).beganAt;
    const addedToday = (name: string, minute: number) =>
      asset(name, name, { uploadedAt: beganAt + minute * 60_000, capturedAt: beganAt });
    const older = asset('older.jpg', 'older', { ...longAgo });
    const morning = [addedToday('1.jpg', 1), addedToday('2.jpg', 2)];
    set.memory.setLibrary({ albums: [], loose: morning });
    await set.library.refresh();
    expect(await pathsOf(set.tree)).toEqual(['1.jpg', '2.jpg']);
    const later = Array.from({ length: 20 }, (_, at) => addedToday(`later-${at}.jpg`, 3 + at));
    set.memory.setLibrary({ albums: [], loose: [...morning, ...later] });
    await set.library.refresh();
    expect(await pathsOf(set.tree)).toEqual(['1.jpg', '2.jpg', 'later-0.jpg']);
    set.memory.setLibrary({ albums: [], loose: [...morning, ...later, older] });
    await set.library.refresh();
    expect(await pathsOf(set.tree)).toEqual(['1.jpg', '2.jpg', 'older.jpg']);
  });
});

describe('the view of the only album', () => {
  it('shows its assets in the root, also after a change', async () => {
    const only = album('Trip', [beach, clip]);
    const set = setUp({ albums: [only] }, { views: ['only-album'] });
    await set.library.refresh();
    expect(await pathsOf(set.tree)).toEqual(['beach.jpg', 'clip.mp4']);
    const before = (await set.tree.resolve([])) as CollectionResource;
    set.memory.setAlbums([{ ...album('Renamed', [beach, clip, fresh]), id: only.id }]);
    await set.library.refresh();
    expect(await pathsOf(set.tree)).toEqual(['beach.jpg', 'clip.mp4', 'fresh.jpg']);
    const after = (await set.tree.resolve([])) as CollectionResource;
    expect([after.id, after.name]).toEqual([before.id, before.name]);
    expect(after.etag).not.toBe(before.etag);
  });
});

describe('several views', () => {
  it('get a folder each, and none is missing', async () => {
    const { library: photos, names } = setUp(library, { views: viewNames });
    await photos.refresh();
    expect((await names()).length).toBe(viewNames.length);
    expect(await names('Timeline', '2023')).toEqual(['2023-01']);
  });

  it('change with what they show', async () => {
    const set = setUp(library, { views: ['favorites', 'cameras', 'places'] });
    await set.library.refresh();
    expect(await set.names('Favorites')).toEqual(['beach.jpg']);
    const before = await set.tree.resolve([]);
    const { place: _place, ...moved } = clip;
    set.memory.setLibrary({ ...library, albums: [album('Trips', [beach, { ...moved, isFavorite: true }])] });
    await set.library.refresh();
    expect(await set.names('Favorites')).toEqual(['beach.jpg', 'clip.mp4']);
    expect(await set.names('Places', 'Japan')).toEqual(['Tokyo']);
    expect((await set.tree.resolve([]))?.etag).not.toBe(before?.etag);
  });

  it('work without one whose groups may not be seen, which is told once', async () => {
    const set = setUp(library, { views: ['albums', 'people', 'tags'] });
    const refused = setUp(library, {
      views: ['albums', 'people', 'tags'],
      override: {
        listGroups: async (kind) => {
          if (kind === 'person') throw new LibraryError('forbidden', 'The API key lacks person.read.');
          return set.memory.listGroups(kind);
        },
      },
    });
    await refused.library.refresh();
    await refused.library.refresh();
    expect(await refused.names()).toEqual(['Albums', 'Tags']);
    expect(refused.events.filter((event) => event.startsWith('left out'))).toEqual(['left out person: forbidden']);
  });

  it('say that they are not there yet while the library is read for the first time', async () => {
    const set = setUp(library, { views: ['albums', 'favorites'] });
    expect(await set.names()).toEqual(['Albums', 'Favorites']);
    await expect(set.names('Favorites')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('albums within albums', () => {
  const nested = ['Trips', 'Trips / 2024', 'trips / 2024 / Rome', 'Trips / 2024', ' / ', 'A/B', 'Trips / images'];
  const of = { albums: nested.map((name, n) => album(name, [asset('a.jpg', `${n}`)], { id: `a${n}`, createdAt: n })) };

  it('are where their names say, and an album may be a folder too', async () => {
    const paths = await shown({ albumPathSeparator: ' / ' }, of);
    const collections = paths.filter((path) => path.endsWith('/'));
    const duplicate = collections.find((path) => path.includes('~'));
    expect(collections.toSorted(byText)).toEqual(
      ['A_B/', 'Trips/', 'Trips/2024/', 'Trips/2024/Rome/', duplicate, 'Trips/images/', ' _/'].toSorted(byText),
    );
    expect(duplicate).toMatch(/^Trips\/2024~/);
    expect(paths).toContain('Trips/a.jpg');
    expect(paths).toContain('Trips/2024/Rome/a.jpg');
  });

  it('are not taken for the images of the album that they are in', async () => {
    const paths = await shown({ albumPathSeparator: ' / ', flatten: false }, of);
    expect(paths).toContain('Trips/images/a.jpg');
    expect(paths).toContain('Trips/images_/images/a.jpg');
  });

  it('never hide a file of the same name', async () => {
    const clashing = {
      albums: [
        album('Trips', [asset('Rome', 'x', { mediaType: 'application/octet-stream' })]),
        album('Trips/Rome', [asset('b.jpg')]),
      ],
    };
    const paths = await shown({ albumPathSeparator: '/' }, clashing);
    expect(paths).toHaveLength(4);
    expect(paths).toContain('Trips/Rome/b.jpg');
    expect(paths.some((path) => /^Trips\/Rome~\w+$/.test(path))).toBe(true);
  });
});

describe('a folder of too many files', () => {
  const many = Array.from({ length: 10 }, (_, n) =>
    asset(`${n}.jpg`, `${n}`, { capturedAt: at(n < 7 ? '2024-03-01T10:00' : '2024-03-02T10:00') }),
  );

  it('has folders by day, and numbered ones for a day of too many', async () => {
    const paths = await shown({ views: ['albums'], splitFoldersAt: 3 }, { albums: [album('Trips', many)] });
    const files = paths.filter((path) => !path.endsWith('/'));
    expect(files).toHaveLength(10);
    expect(files).toContain('Trips/2024-03-01/1/0.jpg');
    expect(files).toContain('Trips/2024-03-01/3/6.jpg');
    expect(files).toContain('Trips/2024-03-02/9.jpg');
  });

  it('has numbered ones alone where it is that of a day', async () => {
    const { library: photos, names } = setUp(
      { albums: [], loose: many },
      { views: ['timeline'], viewSettings: { timelineLayout: 'year/month/day' }, splitFoldersAt: 3 },
    );
    await photos.refresh();
    expect(await names('2024', '2024-03', '2024-03-01')).toEqual(['1', '2', '3']);
    expect(await names('2024', '2024-03', '2024-03-01', '3')).toEqual(['6.jpg']);
    expect(await names('2024', '2024-03', '2024-03-02')).toEqual(['7.jpg', '8.jpg', '9.jpg']);
  });

  it('is whole when it has just as many as allowed', async () => {
    const paths = await shown({ views: ['albums'], splitFoldersAt: 10 }, { albums: [album('Trips', many)] });
    expect(paths).toContain('Trips/9.jpg');
  });

  it('opens every day beside albums and stacks of the same name', async () => {
    const first = asset('2024-03-02.jpg', 'first', { capturedAt: at('2024-03-01T10:00') });
    const raw = asset('2024-03-02.dng', 'raw', { capturedAt: at('2024-03-01T10:00') });
    const of: MemoryLibrary = {
      albums: [album('Trips', [...many, first, raw]), album('Trips/2024-03-01', [asset('nested.jpg')])],
      stacks: [{ primaryId: first.id, assetIds: [first.id, raw.id] }],
    };
    const paths = await shown({ splitFoldersAt: 3, albumPathSeparator: '/', stacks: 'folder' }, of);
    const files = paths.filter((path) => !path.endsWith('/'));
    expect(files).toHaveLength(13);
    expect(files).toContain('Trips/2024-03-01/nested.jpg');
    expect(files).toContain('Trips/2024-03-02/2024-03-02.dng');
    expect(files.some((path) => /^Trips\/2024-03-01~\w+\/1\/0\.jpg$/.test(path))).toBe(true);
    expect(files.some((path) => /^Trips\/2024-03-02~\w+\/9\.jpg$/.test(path))).toBe(true);
  });
});
