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

const tag = (digit: number, value: string) => ({
  id: id(digit),
  name: value.split('/').at(-1),
  value,
  createdAt: '2024-05-01T00:00:00.000Z',
  updatedAt: '2024-06-01T00:00:00.000Z',
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
  test('are those who have a name and are not hidden', async () => {
    const started = await start({ version, library: oneAlbum() });
    const people = [
      person(3, 'Zoe', { isFavorite: true }),
      person(1, 'Bob/by'),
      person(2, 'Eve', { isHidden: true }),
      person(4, ''),
    ];
    answer(started, /people$/, { people, hasNextPage: false });
    const groups = await started.source.listGroups('person');
    expect(groups).toMatchObject([
      { kind: 'person', id: id(1), name: 'Bob/by', createdAt: Date.UTC(2024, 4, 1) },
      { kind: 'person', id: id(3), name: 'Zoe' },
    ]);
    expect(groups.every((group) => group.assetCount === undefined)).toBe(true);
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
      expect(await source.listGroups('person', { known: before })).toEqual(before),
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
  test('are named by their last segment, within the others', async () => {
    const started = await start({ version, library: oneAlbum() });
    answer(started, /tags$/, [tag(1, 'Trips'), tag(2, 'Trips/2024'), tag(3, 'Trips/2024/Berlin'), tag(4, 'trip')]);
    const groups = await started.source.listGroups('tag');
    expect(groups.map(({ name, parents }) => [name, parents])).toEqual([
      ['Trips', undefined],
      ['2024', ['Trips']],
      ['Berlin', ['Trips', '2024']],
      ['trip', undefined],
    ]);
    expect(groups[0]).toMatchObject({ createdAt: Date.UTC(2024, 4, 1), modifiedAt: Date.UTC(2024, 5, 1) });
    expect(groups.every((group) => group.assetCount === undefined)).toBe(true);
    const idle = await during(started, async () => expect(await started.source.listGroups('tag')).toBe(groups));
    expect(idle.map(({ path }) => path)).toEqual(['/api/tags', '/api/timeline/buckets']);
  });

  test('a list of something else is refused', async () => {
    const started = await start({ version, library: oneAlbum() });
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
    expect(await restart(started).listGroups('unfiled', { known: before })).toEqual(before);

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
    expect(await again.listGroups('search', { known: before })).toEqual(before);
    started.wait(HOUR);
    const after = await started.source.listGroups('search');
    expect(after.map(({ revision }, at) => revision === before[at]?.revision)).toEqual([false, true]);
  });

  test('that are smart give the best so many', async () => {
    const started = await start({ version, library: described() }, { searches, searchLimit: 2 });
    const [beach] = await started.source.listGroups('search');
    answer(started, /smart$/, { assets: { items: await allRecords(started), nextPage: '2' } });
    expect(await assetsOf(started.source, known(beach))).toHaveLength(2);
    expect(started.immich.requests.matching(/smart$/)).toHaveLength(1);
  });

  test.each([
    [400, { message: 'Smart search is not enabled' }, 'not-supported', /turn it on/],
    [500, { message: 'Failed to search smart' }, 'unavailable', /machine learning/],
  ])('that are smart say what to do about %i %j', async (status, body, code, message) => {
    const started = await start({ version, library: described() }, { searches });
    const [beach] = await started.source.listGroups('search');
    started.immich.faults.add({ match: { path: /smart$/ }, status, body });
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

/** As a search gives them. */
async function allRecords({ url }: Started): Promise<readonly unknown[]> {
  const headers = { 'x-api-key': 'admin-key', 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/search/metadata`, { method: 'POST', headers, body: '{}' });
  const { assets } = (await response.json()) as { assets: { items: unknown[] } };
  return assets.items;
}
