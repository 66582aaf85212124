import type { MemoryDescription, PersonDescription, SmartSearchDescription } from './description.ts';
import { uuidFrom } from './ids.ts';
import type { Loader } from './load.ts';
import { loadMemory, loadPerson, loadSmartSearch, loadTag } from './load-collections.ts';
import type { Asset, Memory, Person, Stack, Tag } from './records.ts';
import { endStack, stackBy } from './stacks.ts';
import { type LibraryState, storeAsset } from './state.ts';
import { withDescendants } from './tag-tree.ts';

/** Changes of people, tags, stacks and what smart search finds. All take ids and throw a `TypeError` for an unknown one. */
export interface CollectionChanges {
  people(): readonly Person[];
  person(id: string): Person;
  /** The first person of that name. */
  personNamed(name: string): Person;
  addPerson(description: PersonDescription): Person;
  renamePerson(id: string, name: string): void;
  hidePerson(id: string): void;
  showPerson(id: string): void;
  /** The person and their faces are gone. */
  deletePerson(id: string): void;
  /** Bumps no `updatedAt`: faces have their own record, and Immich leaves that of the asset alone. */
  assignFace(personId: string, ...assetIds: readonly string[]): void;
  unassignFace(personId: string, ...assetIds: readonly string[]): void;

  tags(): readonly Tag[];
  /** The tag with that path, `Trips/2024`. */
  tagNamed(value: string): Tag;
  /** Adds a tag with its parents, or gives the one that is there. */
  addTag(value: string, owner?: string): Tag;
  /** Tags with the tag of that path, which is added unless it is there. Bumps the assets, the tag and its parents. */
  tagAssets(value: string, ...assetIds: readonly string[]): void;
  /** Bumps the assets. */
  untagAssets(value: string, ...assetIds: readonly string[]): void;
  /** With all tags below it. Bumps no asset. */
  deleteTag(value: string, owner?: string): void;

  /** The first asset is the primary one. Bumps all. Members of other stacks leave those. */
  stack(...assetIds: readonly string[]): Stack;
  /** Makes a member the primary one; bumps nothing. */
  leadStack(stackId: string, assetId: string): Stack;
  /** Takes a member that is not the primary one out of its stack, and bumps it. */
  leaveStack(stackId: string, assetId: string): Stack;
  /** Ends a stack, which is returned; bumps its members. */
  unstack(stackId: string): Stack;

  addMemory(description: MemoryDescription): Memory;
  deleteMemory(id: string): void;
  /** What queries find from now on, or why smart search does not work. */
  setSmartSearch(found: SmartSearchDescription): void;
}

/** Gives the changes over what a loader loaded. */
export function createCollectionChanges(loader: Loader): CollectionChanges {
  const { state } = loader;
  return { ...peopleChanges(loader), ...tagChanges(loader), ...stackChanges(state), ...otherChanges(loader) };
}

type PeopleChanges = Pick<
  CollectionChanges,
  | 'people'
  | 'person'
  | 'personNamed'
  | 'addPerson'
  | 'renamePerson'
  | 'hidePerson'
  | 'showPerson'
  | 'deletePerson'
  | 'assignFace'
  | 'unassignFace'
>;

function peopleChanges(loader: Loader): PeopleChanges {
  const { state } = loader;
  const person = (id: string): Person => known(state.people.get(id), 'person', id);
  const change = (id: string, changes: Partial<Person>): void => {
    state.people.set(id, { ...person(id), ...changes, updatedAt: state.clock.stamp() });
  };
  return {
    people: () => [...state.people.values()],
    person,
    personNamed: (name) =>
      known(
        [...state.people.values()].find((one) => one.name === name),
        'person named',
        name,
      ),
    addPerson: (description) => loadPerson(loader, description),
    renamePerson: (id, name) => change(id, { name }),
    hidePerson: (id) => change(id, { isHidden: true }),
    showPerson: (id) => change(id, { isHidden: false }),
    deletePerson: (id) => {
      person(id);
      state.people.delete(id);
      for (const index of withPerson(state, id)) {
        const asset = state.assets.at(index);
        if (asset) storeAsset(state, index, { ...asset, personIds: asset.personIds.filter((one) => one !== id) });
      }
    },
    assignFace: (personId, ...assetIds) => {
      person(personId);
      store(state, assetIds, ({ personIds }) => ({ personIds: [...new Set([...personIds, personId])] }));
    },
    unassignFace: (personId, ...assetIds) => {
      person(personId);
      store(state, assetIds, ({ personIds }) => ({ personIds: personIds.filter((id) => id !== personId) }));
    },
  };
}

function withPerson({ assets }: LibraryState, id: string): readonly number[] {
  const stored = [...assets.stored()].filter((index) => assets.peek(index)?.personIds.includes(id));
  return [...assets.pristine({ facet: ['personIds', [id]] }), ...stored];
}

type TagChanges = Pick<CollectionChanges, 'tags' | 'tagNamed' | 'addTag' | 'tagAssets' | 'untagAssets' | 'deleteTag'>;

function tagChanges(loader: Loader): TagChanges {
  const { state } = loader;
  const tagNamed = (value: string, ownerId?: string): Tag =>
    known(
      [...state.tags.values()].find((tag) => tag.value === value && (ownerId ?? tag.ownerId) === tag.ownerId),
      'tag',
      value,
    );
  // Immich writes tags into the sidecar and reads it again, which stores the whole path of each tag anew.
  const bumpWithParents = (tag: Tag): void => {
    state.tags.set(tag.id, { ...tag, updatedAt: state.clock.stamp() });
    const parent = tag.parentId === null ? undefined : state.tags.get(tag.parentId);
    if (parent) bumpWithParents(parent);
  };
  const bumped = (): Partial<Asset> => ({ updatedAt: state.clock.stamp() });
  const addTag = (value: string, owner?: string): Tag =>
    loadTag(loader, { value, ...(owner !== undefined && { owner }) });
  return {
    tags: () => [...state.tags.values()],
    tagNamed: (value) => tagNamed(value),
    addTag,
    tagAssets: (value, ...assetIds) => {
      const [first] = assetIds;
      const ownerId = first === undefined ? undefined : state.assets.find(first)?.ownerId;
      const owner = ownerId === undefined ? undefined : state.users.get(ownerId)?.name;
      const tag = addTag(value, owner);
      store(state, assetIds, ({ tagIds }) => ({ tagIds: [...new Set([...tagIds, tag.id])], ...bumped() }));
      bumpWithParents(tag);
    },
    untagAssets: (value, ...assetIds) => {
      tagNamed(value);
      // Two users may have a tag of that path each.
      const others = (tagIds: readonly string[]) => tagIds.filter((id) => state.tags.get(id)?.value !== value);
      store(state, assetIds, ({ tagIds }) => ({ tagIds: others(tagIds), ...bumped() }));
    },
    deleteTag: (value, owner) => {
      const ownerId = owner === undefined ? undefined : loader.user(owner).id;
      for (const id of withDescendants(state, tagNamed(value, ownerId).id)) state.tags.delete(id);
    },
  };
}

type StackChanges = Pick<CollectionChanges, 'stack' | 'leadStack' | 'leaveStack' | 'unstack'>;

function stackChanges(state: LibraryState): StackChanges {
  const change = (stackId: string, changes: (stack: Stack) => Partial<Stack>): Stack => {
    const stack = known(stackBy(state, stackId), 'stack', stackId);
    const changed = { ...stack, ...changes(stack) };
    state.stacks.set(stackId, changed);
    return changed;
  };
  const leave = (assetId: string): void => {
    const stackId = state.assets.find(assetId)?.stackId;
    const stack = stackId === undefined || stackId === null ? undefined : stackBy(state, stackId);
    if (!stack) return;
    const rest = stack.assetIds.filter((id) => id !== assetId);
    const [primaryAssetId] = rest;
    if (primaryAssetId === undefined || rest.length < 2) {
      state.stacks.set(stack.id, null);
      store(state, rest, () => ({ stackId: null, updatedAt: state.clock.stamp() }));
    } else state.stacks.set(stack.id, { ...stack, primaryAssetId, assetIds: rest });
  };
  return {
    stack: (...assetIds) => {
      const [primaryAssetId] = assetIds;
      if (primaryAssetId === undefined || assetIds.length < 2) throw new TypeError('A stack needs two assets or more.');
      const { ownerId } = known(state.assets.find(primaryAssetId), 'asset', primaryAssetId);
      for (const id of assetIds) leave(id);
      const stamp = state.clock.stamp();
      const stack = { id: uuidFrom(`stack:${primaryAssetId}:${stamp}`), ownerId, primaryAssetId, assetIds };
      state.stacks.set(stack.id, stack);
      store(state, assetIds, () => ({ stackId: stack.id, updatedAt: stamp }));
      return stack;
    },
    leadStack: (stackId, assetId) =>
      change(stackId, ({ assetIds }) => ({
        primaryAssetId: assetId,
        assetIds: [assetId, ...assetIds.filter((id) => id !== assetId)],
      })),
    leaveStack: (stackId, assetId) => {
      store(state, [assetId], () => ({ stackId: null, updatedAt: state.clock.stamp() }));
      return change(stackId, ({ assetIds }) => ({ assetIds: assetIds.filter((id) => id !== assetId) }));
    },
    unstack: (stackId) => {
      const stack = known(stackBy(state, stackId), 'stack', stackId);
      endStack(state, stack);
      return stack;
    },
  };
}

function otherChanges(loader: Loader): Pick<CollectionChanges, 'addMemory' | 'deleteMemory' | 'setSmartSearch'> {
  const { state } = loader;
  return {
    addMemory: (description) => loadMemory(loader, description),
    deleteMemory: (id) => {
      known(state.memories.get(id), 'memory', id);
      state.memories.delete(id);
    },
    setSmartSearch: (found) => loadSmartSearch(loader, found),
  };
}

/** Stores changes of some assets; what is to be bumped says so. */
function store(state: LibraryState, ids: readonly string[], changes: (asset: Asset) => Partial<Asset>): void {
  for (const id of ids) {
    const index = known(state.assets.indexOf(id), 'asset', id);
    const asset = known(state.assets.at(index), 'asset', id);
    storeAsset(state, index, { ...asset, ...changes(asset) });
  }
}

function known<T>(value: T | undefined, kind: string, name: string): T {
  if (value === undefined) throw new TypeError(`The library has no ${kind} ${name}.`);
  return value;
}
