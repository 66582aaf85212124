import type { Asset, AssetGroup, SourceKind } from '@immich-webdav/core';
import { library, photo, video } from '@immich-webdav/fake-immich';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createImmichSource, type ImmichSource } from '../src/index.ts';
import { startCorruptingProxy } from './corrupting-proxy.ts';
import { assetsOf, known, RELEASES, start } from './start.ts';

/** For each listing of each release. */
const RUNS = 20;

type JsonRecord = { readonly [name: string]: unknown };

const at = (day: string) => ({ fileCreatedAt: `${day}T12:00:00Z`, createdAt: `${day}T13:00:00Z` });
const [a, b, c, d] = [
  photo('a.jpg', at('2024-01-15')),
  photo('b.heic', at('2024-01-16')),
  video('c.mp4', at('2024-01-17')),
  photo('d.jpg', at('2024-03-15')),
];
const everything = library()
  .user('bob')
  .user('admin', { partners: [{ user: 'bob', inTimeline: true }] })
  .album('A', [a, b, c])
  .album('B', [d])
  .album('Of Bob', [photo('bobs.jpg', at('2024-01-18'))], {
    owner: 'bob',
    sharedWith: [{ user: 'admin', role: 'viewer' }],
  })
  .person('Eve', { assets: [a] })
  .person('Mallory', { assets: [b] })
  .tag('Trips/Rome', [a])
  .tag('Trips', [d])
  .stack([a, b])
  .stack([c, d]);

/** What is listed, by id, in a form that can be compared. */
type Listed = ReadonlyMap<string, unknown>;

const groups =
  (kind: SourceKind) =>
  async (source: ImmichSource): Promise<Listed> =>
    new Map((await source.listGroups(kind)).map((group) => [group.id, withoutTimes(group)]));

/** Those of a month depend on when it was looked at. */
const withoutTimes = (group: AssetGroup) => ({
  ...group,
  createdAt: 0,
  modifiedAt: 0,
  revision: group.kind === 'month' ? group.revision.replace(/ \d+$/, '') : group.revision,
});

const members =
  (kind: SourceKind, name: string) =>
  async (source: ImmichSource): Promise<Listed> => {
    const group = (await source.listGroups(kind)).find((one) => one.name === name);
    return new Map((await assetsOf(source, known(group))).map((asset) => [asset.id, asset]));
  };

interface Listing {
  readonly name: string;
  /** Of the answers with the records. */
  readonly path: RegExp;
  /** What tells a record of the answers from others. */
  readonly key: string;
  readonly read: (source: ImmichSource) => Promise<Listed>;
}

const MEMBERS = /\/search\/metadata$|\/albums\/[\w-]+$/;

const LISTINGS: readonly Listing[] = [
  { name: 'albums', path: /\/albums(\?|$)/, key: 'id', read: groups('album') },
  { name: 'members of an album', path: MEMBERS, key: 'id', read: members('album', 'A') },
  { name: 'months', path: /\/timeline\/buckets/, key: 'timeBucket', read: groups('month') },
  { name: 'changes', path: MEMBERS, key: 'id', read: groups('month') },
  { name: 'members of a month', path: MEMBERS, key: 'id', read: members('month', '2024-01') },
  { name: 'people', path: /\/people/, key: 'id', read: groups('person') },
  { name: 'tags', path: /\/tags$/, key: 'id', read: groups('tag') },
  { name: 'members of a tag', path: MEMBERS, key: 'id', read: members('tag', 'Trips') },
  { name: 'partners', path: /\/partners/, key: 'id', read: members('month', '2024-01') },
  {
    name: 'stacks',
    path: /\/stacks$/,
    key: 'id',
    read: async (source) => new Map((await source.stacks.list()).map((stack) => [stack.primaryId, stack])),
  },
];

const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null;

/** Every property of a record, those of records within it too. */
function fieldsOf(record: JsonRecord, path: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(record).flatMap(([name, value]) => {
    const here = [...path, name];
    return [here, ...(isRecord(value) ? fieldsOf(value, here) : [])];
  });
}

function withField(record: JsonRecord, [name = '', ...rest]: readonly string[], value: unknown): JsonRecord {
  const inner = record[name];
  const next = rest.length > 0 && isRecord(inner) ? withField(inner, rest, value) : value;
  return (
    Array.isArray(record) ? Object.assign([...record], { [name]: next }) : { ...record, [name]: next }
  ) as JsonRecord;
}

/** The same answer with another record in place of each that fits; `undefined` is left out by JSON. */
function replace(value: unknown, fits: (record: JsonRecord) => boolean, by: (record: JsonRecord) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => replace(one, fits, by));
  if (!isRecord(value)) return value;
  if (fits(value)) return by(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replace(inner, fits, by)]));
}

function find(value: unknown, key: string): readonly JsonRecord[] {
  if (Array.isArray(value)) return value.flatMap((one) => find(one, key));
  if (!isRecord(value)) return [];
  return key in value && (key !== 'id' || !('assets' in value && 'nextPage' in value))
    ? [value]
    : Object.values(value).flatMap((inner) => find(inner, key));
}

const absurd: readonly unknown[] = [
  undefined,
  null,
  '',
  ' ',
  '\0',
  '../..',
  '\ud800',
  'a/b\r\nX: y',
  '-000001-01-01T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-99-99T99:99:99Z',
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  true,
  [],
  [null],
  {},
  { name: {} },
];

const oddValue = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...absurd) }, fc.jsonValue({ maxDepth: 2 }));

/** What the tree relies on, whatever Immich says. */
function expectSound(listed: unknown): void {
  const { fileName, mediaType, size, name, revision, ...rest } = listed as Asset & { readonly name: string };
  expect(typeof revision === 'string' ? revision : '').not.toContain('NaN');
  if (fileName === undefined) return void (name !== undefined && expect(typeof name).toBe('string'));
  expect(fileName).not.toBe('');
  expect(mediaType).toMatch(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/);
  expect(size === undefined || (Number.isSafeInteger(size) && size >= 0)).toBe(true);
  for (const time of [rest.capturedAt, rest.modifiedAt, rest.uploadedAt]) expect(Number.isFinite(time)).toBe(true);
}

/** A record that is another cannot change what is told of others. */
function expectOthersToStand(listed: Listed, before: Listed): void {
  const changed = [...before].filter(([id, value]) => JSON.stringify(listed.get(id)) !== JSON.stringify(value));
  expect(changed.length).toBeLessThanOrEqual(1);
  for (const value of listed.values()) expectSound(value);
}

describe.each(RELEASES)('a record of Immich %s that is none costs at most itself', (version) => {
  test.each(LISTINGS)('in $name', async ({ path: wanted, key, read }) => {
    const { url, immich } = await start({ version, library: everything });
    for (const name of ['c.mp4', 'd.jpg']) immich.library.favorite(immich.library.assetNamed(name).id);
    const proxy = await startCorruptingProxy(url);
    const records = new Map<string, JsonRecord>();
    const lookAt = async (): Promise<Listed> => {
      const source = createImmichSource({ url: proxy.url, apiKey: 'admin-key', hints: false, partners: true });
      try {
        return await read(source);
      } finally {
        await source.close();
      }
    };
    proxy.corrupt = (path, answer) => {
      const found = wanted.test(path)
        ? find(/\/albums\//.test(path) ? (answer as JsonRecord).assets : answer, key)
        : [];
      for (const record of found) records.set(String(record[key]), record);
      return answer;
    };
    const before = await lookAt();
    expect(before.size).toBeGreaterThan(1);
    expect(records.size).toBeGreaterThan(0);
    const fields = [...records].flatMap(([id, record]) => fieldsOf(record).map((field) => ({ id, field })));
    const odd = fc.record({
      where: fc.constantFrom(...fields),
      value: oddValue,
      isWhole: fc.integer({ min: 0, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(odd, async ({ where, value, isWhole }) => {
        const fits = (record: JsonRecord): boolean => record[key] === where.id;
        const by = (record: JsonRecord): unknown => (isWhole === 0 ? value : withField(record, where.field, value));
        proxy.corrupt = (path, answer) => (wanted.test(path) ? replace(answer, fits, by) : answer);
        expectOthersToStand(await lookAt(), before);
      }),
      { numRuns: RUNS },
    );
  });
});
