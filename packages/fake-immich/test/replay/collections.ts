import type {
  LibraryDescription,
  MemoryDescription,
  PersonDescription,
  StackDescription,
  TagDescription,
} from '../../src/index.ts';
import { jsonOf, keptItems, type Recording } from './recording.ts';

type Json = Readonly<Record<string, unknown>>;

/** What is known of assets and users. */
export interface Known {
  /** Users' names by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly assetIds: ReadonlySet<string>;
}

/** The people, tags, stacks and memories that the recordings show, as far as they were there when one of them was made. */
export function collectionsIn(
  recordings: readonly Recording[],
  moment: Recording,
  known: Known,
): Pick<LibraryDescription, 'people' | 'tags' | 'stacks' | 'memories' | 'smartSearchResults'> {
  const before = recordings.filter((one) => dateOf(one) <= dateOf(moment) + 1000);
  // Records that were shown later only have been there too, if they were made before.
  const records = recordings
    .flatMap(({ body }) => [...objectsIn(jsonOf(body))])
    .filter((record) => !(Date.parse(String(record.createdAt)) > dateOf(moment) + 1000));
  const shown = before.flatMap(({ body }) => [...objectsIn(jsonOf(body))]);
  return {
    people: peopleIn(records, [...pairsIn(before), ...foundWith(before), ...shownWith(shown, 'people')], known),
    tags: tagsIn(records, [...taggedIn(before), ...shownWith(shown, 'tags')], known),
    stacks: stacksIn(before, known),
    memories: memoriesIn(before, known),
    smartSearchResults: moment.name.endsWith('smart-ml-unreachable') ? 'unreachable' : 'disabled',
  };
}

const dateOf = (recording: Recording): number => Date.parse(recording.headers.date ?? '');

function* objectsIn(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) yield* objectsIn(part);
  if (!Array.isArray(value)) yield value as Json;
}

/** Which assets were said to have what, by its id. */
type Pairs = ReadonlyMap<string, ReadonlySet<string>>;

function pairsOf(pairs: Iterable<readonly [string, string]>, { assetIds }: Known): Pairs {
  const found = new Map<string, Set<string>>();
  for (const [id, assetId] of pairs) {
    if (assetIds.has(assetId)) found.set(id, (found.get(id) ?? new Set()).add(assetId));
  }
  return found;
}

/** Faces that were made. */
function* pairsIn(recordings: readonly Recording[]): Generator<readonly [string, string]> {
  for (const { method, url, requestBody, status } of recordings) {
    if (method !== 'POST' || url !== '/api/faces' || status !== 201) continue;
    const { personId, assetId } = jsonOf(requestBody) as { personId: string; assetId: string };
    yield [personId, assetId];
  }
}

/** What a search for a person found. */
function* foundWith(recordings: readonly Recording[]): Generator<readonly [string, string]> {
  for (const { url, requestBody, body, status } of recordings) {
    if (url !== '/api/search/metadata' || status !== 200) continue;
    const { personIds = [] } = (jsonOf(requestBody) ?? {}) as { personIds?: readonly string[] };
    const found = (jsonOf(body) as { assets: { items: readonly Json[] } } | undefined)?.assets.items ?? [];
    for (const id of personIds) for (const item of found) yield [id, String(item.id)];
  }
}

/** Assets that were tagged. */
function* taggedIn(recordings: readonly Recording[]): Generator<readonly [string, string]> {
  for (const { method, url, requestBody } of recordings) {
    const [, id] = /^\/api\/tags\/([^/]+)\/assets$/.exec(url) ?? [];
    if (method !== 'PUT' || id === undefined) continue;
    for (const assetId of (jsonOf(requestBody) as { ids: readonly string[] }).ids) yield [id, assetId];
  }
}

/** What assets show of themselves in a field. */
function* shownWith(records: readonly Json[], field: 'people' | 'tags'): Generator<readonly [string, string]> {
  for (const record of records) {
    if (!('originalFileName' in record) || !Array.isArray(record[field])) continue;
    for (const item of keptItems(record[field])) yield [String((item as Json).id), String(record.id)];
  }
}

type Pair = readonly [string, string];

const byId = (records: readonly Json[]): readonly Json[] => [
  ...new Map(records.map((record) => [String(record.id), record])).values(),
];

function peopleIn(records: readonly Json[], pairs: readonly Pair[], known: Known): readonly PersonDescription[] {
  const faces = pairsOf(pairs, known);
  const people = byId(records.filter((record) => 'thumbnailPath' in record && 'isHidden' in record));
  return people.map((person) => ({
    id: String(person.id),
    name: String(person.name),
    hidden: person.isHidden === true,
    favorite: person.isFavorite === true,
    updatedAt: String(person.updatedAt),
    assetIds: [...(faces.get(String(person.id)) ?? [])],
  }));
}

function tagsIn(records: readonly Json[], pairs: readonly Pair[], known: Known): readonly TagDescription[] {
  const tagged = pairsOf(pairs, known);
  const tags = byId(
    records.filter((record) => typeof record.value === 'string' && 'createdAt' in record && 'name' in record),
  );
  // Parents first, so that they get their own ids.
  return tags
    .toSorted((a, b) => (String(a.value) < String(b.value) ? -1 : 1))
    .map((tag) => ({
      id: String(tag.id),
      value: String(tag.value),
      createdAt: String(tag.createdAt),
      updatedAt: String(tag.updatedAt),
      assetIds: [...(tagged.get(String(tag.id)) ?? [])],
    }));
}

function stacksIn(recordings: readonly Recording[], { assetIds }: Known): readonly StackDescription[] {
  return recordings
    .filter(({ method, url, status }) => method === 'POST' && url === '/api/stacks' && status === 201)
    .map(({ requestBody, body }) => ({
      id: String((jsonOf(body) as Json).id),
      assetIds: (jsonOf(requestBody) as { assetIds: readonly string[] }).assetIds.filter((id) => assetIds.has(id)),
    }));
}

function memoriesIn(recordings: readonly Recording[], { assetIds }: Known): readonly MemoryDescription[] {
  return recordings
    .filter(({ method, url, status }) => method === 'POST' && url === '/api/memories' && status === 201)
    .map(({ requestBody, body }) => {
      const shown = jsonOf(body) as Json;
      const asked = jsonOf(requestBody) as { assetIds: readonly string[] };
      return {
        id: String(shown.id),
        year: (shown.data as { year: number }).year,
        memoryAt: String(shown.memoryAt),
        createdAt: String(shown.createdAt),
        assetIds: asked.assetIds.filter((id) => assetIds.has(id)),
      };
    });
}
