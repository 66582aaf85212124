import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createImmichSource, type ImmichSource, parseSearches } from '../src/index.ts';
import { brief, during, MINUTE, NOON, startAtNoon } from './clocked.ts';
import { assetsOf, known, RELEASES, rejection, type Started, start } from './start.ts';

const HOUR = 60 * MINUTE;

const id = (digit: number): string => `00000000-0000-4000-8000-${String(digit).padStart(12, '0')}`;

const person = (digit: number, name: string, more = {}) => ({
  id: id(digit),
  name,
  isHidden: false,
  isFavorite: false,
  updatedAt: '2024-05-01T00:00:00.000Z',
  ...more,
});

/** Lets Immich answer something of our own; gives a function that takes it back. */
const answer = ({ immich }: Started, path: RegExp, body: unknown) =>
  immich.faults.add({ match: { path }, body, headers: { ETag: `"${JSON.stringify(body).length}"` } });

function restart({ url }: Started, options = {}): ImmichSource {
  const source = createImmichSource({ url, apiKey: 'admin-key', hints: false, ...options });
  onTestFinished(() => source.close());
  return source;
}

const oneAlbum = () => library().album('A', [photo('a.jpg'), photo('b.jpg')]);

describe.each(RELEASES)('people of Immich %s', (version) => {
  const [both, eves, archived] = [photo('both.jpg'), photo('eve.jpg'), photo('old.jpg', { visibility: 'archive' })];

  const seen = () =>
    library()
      .album('A', [both, eves, archived, photo('nobody.jpg')])
      .person('Eve', {
        assets: [both, eves, archived],
        createdAt: '2024-05-01T00:00:00Z',
        updatedAt: '2024-06-01T00:00:00Z',
      })
      .person('Bob/by', { assets: [both], favorite: true })
      .person('Hidden', { assets: [both], hidden: true })
      .person('', { assets: [both, eves, archived] });

  test('are those who have a name and are not hidden, with the assets that show them', async () => {
    const started = await start({ version, library: seen() });
    const groups = await started.source.listGroups('person');
    const listed = await Promise.all(
      groups.map(async (group) => [
        group.name,
        (await assetsOf(started.source, group)).map(({ fileName }) => fileName).toSorted(),
      ]),
    );
    expect(Object.fromEntries(listed)).toEqual({
      'Bob/by': ['both.jpg'],
      Eve: ['both.jpg', 'eve.jpg', 'old.jpg'],
    });
    expect(groups.every(({ kind, assetCount }) => kind === 'person' && assetCount === undefined)).toBe(true);
    expect(groups.find(({ name }) => name === 'Eve')).toMatchObject({ modifiedAt: Date.UTC(2024, 5, 1) });
    const idle = await during(started, async () => expect(await started.source.listGroups('person')).toBe(groups));
    expect(idle.map(brief)).toEqual(['GET /api/people 304', 'GET /api/timeline/buckets 200']);
  });

  test('are asked for up to the first page that ends in one without a name', async () => {
    const started = await start({ version, library: oneAlbum() });
    answer(started, /people$/, { people: [person(1, 'Bob'), person(4, '')], hasNextPage: true });
    expect(await started.source.listGroups('person')).toHaveLength(1);
    expect(started.immich.requests.matching(/people$/).map(({ query }) => query)).toEqual([
      { page: '1', size: '1000', withHidden: 'false' },
    ]);
  });

  test('of further pages are there as well', async () => {
    const started = await start({ version, library: oneAlbum() });
    const { faults } = started.immich;
    faults.add({ match: { path: /people$/ }, times: 1, body: { people: [person(1, 'Bob')], hasNextPage: true } });
    faults.add({ match: { path: /people$/ }, body: { people: [person(2, 'Eve')], hasNextPage: false } });
    expect((await started.source.listGroups('person')).map(({ name }) => name)).toEqual(['Bob', 'Eve']);
    expect(started.immich.requests.matching(/people$/).map(({ query }) => query.page)).toEqual(['1', '2']);
  });

  test('of many pages are asked for in turn, one page each time; all when one changed', async () => {
    const crowd = photo('crowd.jpg');
    let many = library().album('A', [crowd]);
    for (let digit = 0; digit < 2500; digit++) many = many.person(`P${digit}`, { id: id(digit), assets: [crowd] });
    const started = await start({ version, library: many });
    const pages = () =>
      started.immich.requests.matching(/people$/).map(({ query, status }) => `${query.page} ${status}`);
    // Each is asked for what shows them once, some hundreds at a time.
    for (let round = 0; round < 13; round++) await started.source.listGroups('person');
    const asked: string[][] = [];
    for (let cycle = 0; cycle < 3; cycle++) {
      const idle = await during(started, () => started.source.listGroups('person'));
      expect(idle).toHaveLength(2);
      asked.push([...pages()]);
    }
    expect(asked.flat().toSorted()).toEqual(['1 304', '2 304', '3 304']);
    started.immich.library.renamePerson(id(2400), 'Zoe');
    const seen: boolean[] = [];
    for (let cycle = 0; cycle < 3; cycle++) {
      const groups = await started.source.listGroups('person');
      expect(groups).toHaveLength(2500);
      seen.push(groups.some(({ name }) => name === 'Zoe'));
    }
    expect(seen.at(-1)).toBe(true);
  });

  test('cost two requests while nothing changes: their list, and one of them in turn', async () => {
    const started = await start({ version, library: oneAlbum() });
    answer(started, /people$/, { people: [person(1, 'Bob'), person(2, 'Eve'), person(3, 'Zoe')], hasNextPage: false });
    const first = await started.source.listGroups('person');
    const asked: (string | undefined)[] = [];
    for (let cycle = 0; cycle < 4; cycle++) {
      const idle = await during(started, async () => expect(await started.source.listGroups('person')).toBe(first));
      expect(idle.map(({ path }) => path)).toEqual(['/api/people', '/api/timeline/buckets']);
      asked.push(idle[1]?.query.personId);
    }
    expect(asked).toEqual([id(1), id(2), id(3), id(1)]);
  });

  test('have another revision when what shows them is more or less, at the latest when all had their turn', async () => {
    const started = await start({ version, library: oneAlbum() });
    answer(started, /people$/, { people: [person(1, 'Bob'), person(2, 'Eve')], hasNextPage: false });
    const before = await started.source.listGroups('person');
    answer(started, /buckets$/, [{ timeBucket: '2024-01-01', count: 7 }]);
    const once = await started.source.listGroups('person');
    expect(once.map(({ revision }, at) => revision === before[at]?.revision)).toEqual([false, true]);
    const twice = await started.source.listGroups('person');
    expect(twice.map(({ revision }, at) => revision === before[at]?.revision)).toEqual([false, false]);
    expect(await started.source.listGroups('person')).toBe(twice);
  });

  test('are known over a restart, and then cost two requests', async () => {
    const started = await start({ version, library: oneAlbum() });
    answer(started, /people$/, { people: [person(1, 'Bob'), person(2, 'Eve')], hasNextPage: false });
    const before = await started.source.listGroups('person');
    const source = restart(started);
    await source.listGroups('album');
    const asked = await during(started, async () =>
      expect(await source.listGroups('person', { cached: before })).toEqual(before),
    );
    expect(asked.map(({ path }) => path)).toEqual(['/api/api-keys/me', '/api/people', '/api/timeline/buckets']);
  });

  test('keep the day on which they were made when they are renamed', async () => {
    const started = await start({ version, library: oneAlbum() });
    const unset = answer(started, /people$/, { people: [person(1, 'Bob')], hasNextPage: false });
    const [before] = await started.source.listGroups('person');
    unset();
    const renamed = person(1, 'Robert', { updatedAt: '2025-01-01T00:00:00Z' });
    answer(started, /people$/, { people: [renamed], hasNextPage: false });
    const [after] = await started.source.listGroups('person');
    expect(after).toMatchObject({ name: 'Robert', createdAt: before?.createdAt });
    expect(after?.revision).not.toBe(before?.revision);
  });
});

describe.each(RELEASES)('tags of Immich %s', (version) => {
  const [rome, berlin] = [photo('rome.jpg'), photo('berlin.jpg', { visibility: 'archive' })];
  const [trashed, bobs] = [photo('trashed.jpg', { isTrashed: true }), photo('bobs.jpg')];

  const tagged = () =>
    library()
      .user('bob')
      .tag('Bobs', [bobs])
      .user('admin', { partners: [{ user: 'bob', inTimeline: true }] })
      .album('A', [rome, berlin, trashed])
      .tag('Trips', [rome])
      .tag('Trips/2024/Berlin', [berlin, trashed])
      .tag('trip');

  test('are named by their last segment, within the others; a parent holds what its children hold', async () => {
    const started = await start({ version, library: tagged() });
    const groups = await started.source.listGroups('tag');
    const listed = await Promise.all(
      groups.map(async (group) => [
        [...(group.parents ?? []), group.name].join(' > '),
        (await assetsOf(started.source, group)).map(({ fileName }) => fileName).toSorted(),
      ]),
    );
    expect(Object.fromEntries(listed)).toEqual({
      Trips: ['berlin.jpg', 'rome.jpg'],
      'Trips > 2024': ['berlin.jpg'],
      'Trips > 2024 > Berlin': ['berlin.jpg'],
      trip: [],
    });
    expect(groups.every(({ kind, assetCount }) => kind === 'tag' && assetCount === undefined)).toBe(true);
  });

  test('cost two requests while nothing changes', async () => {
    const started = await start({ version, library: tagged() });
    const groups = await started.source.listGroups('tag');
    const idle = await during(started, async () => expect(await started.source.listGroups('tag')).toBe(groups));
    expect(idle.map(brief)).toEqual(['GET /api/tags 304', 'GET /api/timeline/buckets 200']);
  });

  test('have another revision when they lost something, at the latest when all had their turn', async () => {
    const started = await start({ version, library: tagged() });
    const before = await started.source.listGroups('tag');
    started.immich.library.trash(started.immich.library.assetNamed('rome.jpg').id);
    let after = before;
    for (let turn = 0; turn < before.length; turn++) after = await started.source.listGroups('tag');
    const changed = after.filter(({ revision }, at) => revision !== before[at]?.revision);
    expect(changed.map(({ name }) => name)).toEqual(['Trips']);
  });

  test('a list of something else is refused', async () => {
    const started = await start({ version, library: tagged() });
    answer(started, /tags$/, [{ id: 1 }]);
    await expect(started.source.listGroups('tag')).rejects.toMatchObject({ code: 'bad-response' });
  });
});

describe.each(RELEASES)('what is in no album of Immich %s', (version) => {
  const requestsPerCycle = version === '3.1.0' ? 1 : 2;

  test('is one group of own assets, archived ones among them', async () => {
    const started = await startAtNoon({
      version,
      library: library()
        .user('admin', { partners: [{ user: 'bob', inTimeline: true }] })
        .user('bob')
        .album('A', [photo('filed.jpg')], { owner: 'admin' })
        .loose(
          { ...photo('loose.jpg'), owner: 'admin' },
          { ...photo('archived.jpg', { visibility: 'archive' }), owner: 'admin' },
          { ...photo('trashed.jpg', { isTrashed: true }), owner: 'admin' },
          { ...photo('bobs.jpg'), owner: 'bob' },
        ),
    });
    const before = await started.source.listGroups('unfiled');
    expect(before).toMatchObject([{ kind: 'unfiled', id: 'unfiled' }]);
    const names = async () =>
      (await assetsOf(started.source, known(before[0]))).map(({ fileName }) => fileName).toSorted();
    expect(await names()).toEqual(['archived.jpg', 'loose.jpg']);

    started.wait(MINUTE);
    const idle = await during(started, async () => expect(await started.source.listGroups('unfiled')).toBe(before));
    expect(idle.map(brief)).toEqual(Array.from({ length: requestsPerCycle }, () => 'POST /api/search/statistics 200'));
    expect(await restart(started).listGroups('unfiled', { cached: before })).toEqual(before);

    const { library: photos } = started.immich;
    photos.addToAlbum(photos.albumNamed('A').id, photos.assetNamed('loose.jpg').id);
    const [after] = await started.source.listGroups('unfiled');
    expect(after?.revision).not.toBe(before[0]?.revision);
    expect(after).toMatchObject({ createdAt: NOON, modifiedAt: NOON + MINUTE });
    expect(await names()).toEqual(['archived.jpg']);
  });
});

describe.each(RELEASES)('saved searches of Immich %s', (version) => {
  const { searches, problems } = parseSearches(
    'Beach=smart:beach; Big=type:video size>4KB; January=after:2024-01 before:2024-02; Italy=country:Italy',
  );

  const described = () =>
    library().album('A', [
      photo('small.mp4', { content: { generated: 4000 }, fileCreatedAt: '2024-01-31T23:00:00Z' }),
      photo('big.mp4', {
        content: { generated: 5000 },
        fileCreatedAt: '2024-02-01T01:00:00Z',
        localDateTime: '2024-01-31T23:30:00Z',
      }),
      photo('rome.jpg', { exif: { country: 'Italy' }, fileCreatedAt: '2025-01-01T12:00:00Z' }),
    ]);

  const named = async ({ source }: Started, name: string) => {
    const groups = await source.listGroups('search');
    return (await assetsOf(source, known(groups.find((group) => group.name === name))))
      .map((one) => one.fileName)
      .toSorted();
  };

  test('find what fits, by the clock on the wall and by size', async () => {
    expect(problems).toEqual([]);
    const started = await startAtNoon({ version, library: described() }, { searches });
    expect((await started.source.listGroups('search')).map(({ kind, name }) => [kind, name])).toEqual([
      ['search', 'Beach'],
      ['search', 'Big'],
      ['search', 'January'],
      ['search', 'Italy'],
    ]);
    expect(await named(started, 'Big')).toEqual(['big.mp4']);
    expect(await named(started, 'January')).toEqual(['big.mp4', 'small.mp4']);
    expect(await named(started, 'Italy')).toEqual(['rome.jpg']);
  });

  test('cost one count each cycle; a smart one is read anew every hour', async () => {
    const started = await startAtNoon({ version, library: described() }, { searches: searches.slice(0, 2) });
    const before = await started.source.listGroups('search');
    for (let cycle = 0; cycle < 4; cycle++) {
      const idle = await during(started, async () => expect(await started.source.listGroups('search')).toBe(before));
      expect(idle.length).toBeLessThanOrEqual(version === '3.1.0' ? 1 : 2);
    }
    const again = restart(started, { searches: searches.slice(0, 2), now: () => NOON });
    expect(await again.listGroups('search', { cached: before })).toEqual(before);
    started.wait(HOUR);
    const after = await started.source.listGroups('search');
    expect(after.map(({ revision }, at) => revision === before[at]?.revision)).toEqual([false, true]);
  });

  test('that are smart give the best so many', async () => {
    const [best, good, fair] = [photo('best.jpg'), photo('good.jpg'), photo('fair.jpg')];
    const found = library()
      .album('A', [fair, good, best])
      .smartSearch({ beach: [best, good, fair] });
    for (const [searchLimit, expected] of [
      [2, ['best.jpg', 'good.jpg']],
      [500, ['best.jpg', 'good.jpg', 'fair.jpg']],
    ] as const) {
      const started = await start({ version, library: found }, { searches, searchLimit });
      const [beach] = await started.source.listGroups('search');
      expect((await assetsOf(started.source, known(beach))).map(({ fileName }) => fileName)).toEqual(expected);
      expect(started.immich.requests.matching(/smart$/)).toHaveLength(1);
    }
  });

  test.each([
    ['disabled', 'not-supported', /turn it on/],
    ['unreachable', 'not-supported', /machine learning/],
  ] as const)('that are smart say what to do when smart search is %s', async (state, code, message) => {
    const started = await start({ version, library: described().smartSearch(state) }, { searches });
    const [beach] = await started.source.listGroups('search');
    expect(await rejection(assetsOf(started.source, known(beach)))).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  test('there are none unless some are saved', async () => {
    const started = await start({ version, library: described() });
    expect(await started.source.listGroups('search')).toEqual([]);
  });
});
