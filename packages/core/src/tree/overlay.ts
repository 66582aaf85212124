import { eachInSlices } from '../base/slices.ts';
import { createNameTable, nameKey } from '../names/name-table.ts';
import type { Clock } from '../ports/clock.ts';
import type { CollectionResource, Resource } from '../ports/resource.ts';
import { createContainer } from './container.ts';
import type { Collection, Found } from './found.ts';

const movedTo = <R extends Resource>(resource: R, path: readonly string[]): R => ({
  ...resource,
  name: path.at(-1) ?? '',
  path,
});

/** A collection, with all that is in it, at another path. */
function moveCollection(collection: Collection, path: readonly string[]): Collection {
  const lists = new WeakMap<readonly Resource[], readonly Resource[]>();
  const inside = new WeakMap<Collection, Collection>();
  return {
    kind: 'collection',
    resource: movedTo(collection.resource, path),
    async members() {
      const list = await collection.members();
      const there = lists.get(list) ?? list.map((resource) => movedTo(resource, [...path, resource.name]));
      lists.set(list, there);
      return there;
    },
    async find(name) {
      const found = await collection.find(name);
      return found && moveCached(found, [...path, name], inside);
    },
  };
}

/** A collection is moved to its path once, so that its members stay the same array. */
function moveCached(found: Found, path: readonly string[], moved: WeakMap<Collection, Collection>): Found {
  if (found.kind === 'file') return { ...found, resource: movedTo(found.resource, path) };
  const before = moved.get(found);
  if (before && before.resource.name === path.at(-1)) return before;
  const now = moveCollection(found, path);
  moved.set(found, now);
  return now;
}

/** Suffixes are made of what stays when content changes. */
const suffixSeed = (found: Found | undefined, name: string): string =>
  found?.kind === 'file' ? found.origin.asset.id : name;

/** New names, by the old ones, for own members that have the name of a collection beside them. */
async function renameClashing(
  own: Collection,
  list: readonly Resource[],
  beside: readonly CollectionResource[],
  clock: Pick<Clock, 'sleep'>,
): Promise<ReadonlyMap<string, string>> {
  const taken = new Set(beside.map(({ name }) => nameKey(name)));
  const clashing: string[] = [];
  await eachInSlices(list, ({ name }) => void (taken.has(nameKey(name)) && clashing.push(name)), clock);
  const renamed = new Map<string, string>();
  if (clashing.length === 0) return renamed;
  const names = createNameTable();
  await eachInSlices([...beside, ...list], ({ name }) => void names.keep(name), clock);
  for (const name of clashing) renamed.set(name, names.claim(name, suffixSeed(await own.find(name), name)));
  return renamed;
}

interface Arranged {
  readonly members: readonly Resource[];
  /** New names of own members by old ones, where they differ, and the reverse. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly oldNames: ReadonlyMap<string, string>;
}

/** A collection with members of its own and collections beside them. Own members give way on a name collision. */
export function createOverlay(
  described: CollectionResource,
  own: Collection,
  collections: readonly Collection[],
  clock: Pick<Clock, 'sleep'>,
): Collection {
  const { path } = described;
  const container = createContainer(described, collections);
  const { count } = own.resource;
  const arranged = new WeakMap<readonly Resource[], Promise<Arranged>>();
  const moved = new WeakMap<Collection, Collection>();

  async function arrange(list: readonly Resource[]): Promise<Arranged> {
    const beside = collections.map(({ resource }) => resource);
    const renamed = await renameClashing(own, list, beside, clock);
    const oldNames = new Map([...renamed].map(([from, to]) => [to, from]));
    const rename = (member: Resource): Resource => {
      const name = renamed.get(member.name);
      return name === undefined ? member : movedTo(member, [...path, name]);
    };
    const there = renamed.size === 0 ? list : list.map(rename);
    return { renamed, oldNames, members: [...(await container.members()), ...there] };
  }
  async function current(): Promise<Arranged> {
    const list = await own.members();
    const now = arranged.get(list) ?? arrange(list);
    arranged.set(list, now);
    return now;
  }
  return {
    kind: 'collection',
    resource: count === undefined ? described : { ...described, count: count + collections.length },
    members: async () => (await current()).members,
    async find(name) {
      const beside = await container.find(name);
      if (beside) return beside;
      const { renamed, oldNames } = await current();
      if (renamed.has(name)) return undefined;
      const old = oldNames.get(name);
      const found = await own.find(old ?? name);
      return found && old !== undefined ? moveCached(found, [...path, name], moved) : found;
    },
  };
}
