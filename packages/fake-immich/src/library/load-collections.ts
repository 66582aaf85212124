import type {
  AssetsDescription,
  MemoryDescription,
  PersonDescription,
  SmartSearchDescription,
  StackDescription,
  TagDescription,
} from './description.ts';
import { uuidFrom } from './ids.ts';
import type { Loader } from './load.ts';
import type { Asset, Memory, Person, Stack, Tag } from './records.ts';
import { type LibraryState, storeAsset } from './state.ts';
import { timeOf } from './time.ts';

/** The ids of the assets that a description names; those that are new are added. */
export function idsOf(
  loader: Loader,
  { assets = [], assetIds = [] }: AssetsDescription,
  owner: string,
): readonly string[] {
  const described = assets.map((asset) => loader.state.assets.at(loader.asset(asset, owner))?.id ?? '');
  return [...described, ...assetIds];
}

/** Changes some assets without a bump: for what was so from the start. */
function mark(state: LibraryState, ids: readonly string[], changes: (asset: Asset) => Partial<Asset>): void {
  for (const id of ids) {
    const index = state.assets.indexOf(id);
    const asset = index === undefined ? undefined : state.assets.at(index);
    if (index === undefined || !asset) throw new TypeError(`The library has no asset ${id}.`);
    storeAsset(state, index, { ...asset, ...changes(asset) });
  }
}

/** Adds a person and their faces. */
export function loadPerson(loader: Loader, description: PersonDescription): Person {
  const { state } = loader;
  const owner = description.owner ?? loader.firstUser;
  const createdAt = timeOf(description.createdAt) ?? state.clock.stamp();
  const person: Person = {
    id: description.id ?? uuidFrom(`${loader.seed}:person:${state.people.size}`),
    ownerId: loader.user(owner).id,
    name: description.name,
    birthDate: description.birthDate ?? null,
    isHidden: description.hidden ?? false,
    isFavorite: description.favorite ?? false,
    createdAt,
    updatedAt: timeOf(description.updatedAt) ?? createdAt,
  };
  state.people.set(person.id, person);
  mark(state, idsOf(loader, description, owner), (asset) => ({
    personIds: [...new Set([...asset.personIds, person.id])],
  }));
  return person;
}

/** Adds a tag, with its parents, unless it is there; and tags assets. */
export function loadTag(loader: Loader, description: TagDescription): Tag {
  const { state } = loader;
  const owner = description.owner ?? loader.firstUser;
  const tag = tagFor(loader, description, owner);
  mark(state, idsOf(loader, description, owner), (asset) => ({ tagIds: [...new Set([...asset.tagIds, tag.id])] }));
  return tag;
}

function tagFor(loader: Loader, description: TagDescription, owner: string): Tag {
  const { state } = loader;
  const { value } = description;
  const ownerId = loader.user(owner).id;
  const known = [...state.tags.values()].find((tag) => tag.ownerId === ownerId && tag.value === value);
  if (known) return known;
  const slash = value.lastIndexOf('/');
  const parent = slash > 0 ? tagFor(loader, { value: value.slice(0, slash) }, owner) : undefined;
  const createdAt = timeOf(description.createdAt) ?? state.clock.stamp();
  const tag: Tag = {
    id: description.id ?? uuidFrom(`${loader.seed}:tag:${ownerId}:${value}`),
    ownerId,
    value,
    parentId: parent?.id ?? null,
    createdAt,
    updatedAt: timeOf(description.updatedAt) ?? createdAt,
  };
  state.tags.set(tag.id, tag);
  return tag;
}

/** Stacks assets; the first is the primary one. */
export function loadStack(loader: Loader, description: StackDescription): Stack {
  const { state } = loader;
  const owner = description.owner ?? loader.firstUser;
  const assetIds = idsOf(loader, description, owner);
  const [primaryAssetId] = assetIds;
  if (primaryAssetId === undefined || assetIds.length < 2) throw new TypeError('A stack needs two assets or more.');
  const id = description.id ?? uuidFrom(`${loader.seed}:stack:${state.stacks.size}:${primaryAssetId}`);
  const stack: Stack = { id, ownerId: loader.user(owner).id, primaryAssetId, assetIds };
  state.stacks.set(id, stack);
  mark(state, assetIds, () => ({ stackId: id }));
  return stack;
}

/** Adds a memory. */
export function loadMemory(loader: Loader, description: MemoryDescription): Memory {
  const { state } = loader;
  const owner = description.owner ?? loader.firstUser;
  const createdAt = timeOf(description.createdAt) ?? state.clock.stamp();
  const memory: Memory = {
    id: description.id ?? uuidFrom(`${loader.seed}:memory:${state.memories.size}`),
    ownerId: loader.user(owner).id,
    createdAt,
    updatedAt: createdAt,
    memoryAt: timeOf(description.memoryAt) ?? Date.UTC(description.year, 0, 1),
    year: description.year,
    isSaved: false,
    showAt: timeOf(description.showAt) ?? null,
    hideAt: timeOf(description.hideAt) ?? null,
    assetIds: idsOf(loader, description, owner),
  };
  state.memories.set(memory.id, memory);
  return memory;
}

/** Sets what smart search finds. */
export function loadSmartSearch(loader: Loader, description: SmartSearchDescription): void {
  const { smartSearch } = loader.state;
  smartSearch.mode = typeof description === 'string' ? description : 'ready';
  if (typeof description === 'string') return;
  for (const [query, assets] of Object.entries(description)) {
    smartSearch.ranked.set(query, idsOf(loader, { assets }, loader.firstUser));
  }
}
