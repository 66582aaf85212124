import { createClock, type Now } from '../clock.ts';
import { createAlbumCounts } from './album-counts.ts';
import { createAssetStore } from './asset-store.ts';
import { createChangeLog } from './change-log.ts';
import { createAssetRecord } from './create-asset.ts';
import type {
  AlbumDescription,
  AssetDescription,
  ExternalFolderDescription,
  GeneratedDescription,
  LibraryDescription,
} from './description.ts';
import { createGeneratedAssets } from './generated/generated-assets.ts';
import { createGeneratedStacks } from './generated/generated-stacks.ts';
import { createVariety, type Variety } from './generated/variety.ts';
import { generatedRuns } from './generated-runs.ts';
import { uuidFrom } from './ids.ts';
import { loadMemory, loadPerson, loadSmartSearch, loadStack, loadTag } from './load-collections.ts';
import { loadUsers, userNamed } from './load-users.ts';
import { createMembers } from './members.ts';
import type { Album, Asset, User } from './records.ts';
import { loadSharedLink } from './shared-links.ts';
import { createSmartSearch } from './smart-search.ts';
import type { LibraryState } from './state.ts';
import { timeOf } from './time.ts';

/** Adds what a description names to a library, and knows which description became which record. */
export interface Loader {
  readonly state: LibraryState;
  /** Sets the ids of libraries apart. */
  readonly seed: string;
  /** The name of who owns what says nothing else. */
  readonly firstUser: string;
  readonly user: (name: string) => User;
  /** Adds an asset (with its live photo video) once; a description that is known already gives its index. */
  readonly asset: (
    description: AssetDescription,
    defaultOwner: string,
    external?: AssetDescription['external'],
  ) => number;
  readonly album: (description: AlbumDescription) => Album;
}

/** Builds the library that a description describes. */
export function loadLibrary(description: LibraryDescription, now?: Now): Loader {
  const clock = createClock(now);
  const seed = `${description.seed ?? 0}`;
  const users = loadUsers(description.users, seed, clock);
  const firstUser = description.users[0]?.name ?? '';
  const ownerOf = generatedOwners(description.generated, users, firstUser);
  const ownerId = ownerOf(0);
  const variety = description.generated?.varied
    ? createVariety(description.generated.assets, description.generated.seed ?? 0, ownerId, clock.stamp())
    : undefined;
  const generated = description.generated && createGeneratedAssets(description.generated, ownerOf, variety);
  const assets = createAssetStore(generated);
  const albums = new Map<string, Album>();
  const state: LibraryState = {
    clock,
    users: new Map([...users.values()].map((user) => [user.id, user])),
    albums,
    assets,
    people: new Map(variety?.people.map((person) => [person.id, person])),
    tags: new Map(variety?.tags.map((tag) => [tag.id, tag])),
    stacks: new Map(),
    generatedStacks: createGeneratedStacks(ownerId, generated, variety),
    memories: new Map(),
    sharedLinks: new Map(),
    hasGeneratedMemories: variety !== undefined,
    smartSearch: createSmartSearch(),
    trash: { isEnabled: true, days: 30 },
    revokedKeys: new Set(),
    facts: new Map(),
    albumCounts: createAlbumCounts(albums, () => assets.size),
    changes: createChangeLog(),
  };
  const loader = createLoader(state, users, seed, firstUser);
  if (description.generated) addGeneratedAlbums(state, description.generated, seed, ownerOf, variety);
  // Loose assets first, so that an album may name them by id.
  for (const asset of description.assets ?? []) loader.asset(asset, firstUser);
  for (const { owner, assets: loose } of description.looseAssets ?? [])
    for (const asset of loose) loader.asset(asset, owner);
  for (const folder of description.externalFolders ?? []) loadFolder(loader, folder);
  for (const album of description.albums ?? []) loader.album(album);
  for (const person of description.people ?? []) loadPerson(loader, person);
  for (const tag of description.tags ?? []) loadTag(loader, tag);
  for (const stack of description.stacks ?? []) loadStack(loader, stack);
  for (const memory of description.memories ?? []) loadMemory(loader, memory);
  for (const link of description.sharedLinks ?? []) loadSharedLink(loader, link);
  loadSmartSearch(loader, description.smartSearchResults ?? 'disabled');
  return loader;
}

/** The id of the user who owns a generated asset, by its index. */
function generatedOwners(
  generated: GeneratedDescription | undefined,
  users: ReadonlyMap<string, User>,
  firstUser: string,
): (index: number) => string {
  if (!generated) return () => '';
  const { owners = [generated.owner ?? firstUser], assets, varied = false } = generated;
  if (varied && owners.length > 1) throw new TypeError('A varied library has one owner.');
  const ids = owners.map((name) => userNamed(users, name).id);
  return (index) => ids[Math.min(ids.length - 1, Math.floor((index * ids.length) / assets))] ?? '';
}

function loadFolder(loader: Loader, { path, libraryId, owner, assets }: ExternalFolderDescription): void {
  for (const asset of assets) {
    const external = { path: `${path}/${asset.originalFileName}`, ...(libraryId !== undefined && { libraryId }) };
    loader.asset(asset, owner ?? loader.firstUser, external);
  }
}

function createLoader(state: LibraryState, users: ReadonlyMap<string, User>, seed: string, firstUser: string): Loader {
  const known = new Map<AssetDescription, number>();
  let count = 0;

  const asset: Loader['asset'] = (description, defaultOwner, external) => {
    const before = known.get(description);
    if (before !== undefined) return before;
    const owner = description.owner ?? defaultOwner;
    const ordinal = count++;
    const motion = description.livePhotoVideo;
    const livePhotoVideoId =
      motion === undefined
        ? (description.livePhotoVideoId ?? null)
        : (state.assets.at(asset({ visibility: 'hidden', ...motion }, owner))?.id ?? null);
    const record: Asset = createAssetRecord(external ? { external, ...description } : description, {
      id: description.id ?? uuidFrom(`${seed}:asset:${ordinal}`),
      ownerId: userNamed(users, owner).id,
      ordinal,
      uploadedAt: state.clock.stamp(),
      livePhotoVideoId,
    });
    const index = state.assets.add(record);
    known.set(description, index);
    state.changes.note(index);
    return index;
  };

  const album = (description: AlbumDescription): Album => {
    const ownerName = description.owner ?? firstUser;
    const owner = userNamed(users, ownerName);
    const listed = (description.assets ?? []).map((member) => asset(member, ownerName));
    const indexes = [...listed, ...(description.assetIds ?? []).map((id) => existing(state, id))];
    const createdAt = timeOf(description.createdAt) ?? state.clock.stamp();
    const first = indexes[0];
    const record: Album = {
      id: description.id ?? uuidFrom(`${seed}:album:${state.albums.size}:${description.name}`),
      ownerId: owner.id,
      name: description.name,
      description: description.description ?? '',
      createdAt,
      updatedAt: timeOf(description.updatedAt) ?? createdAt,
      thumbnailAssetId:
        description.thumbnailAssetId ?? (first === undefined ? null : (state.assets.at(first)?.id ?? null)),
      shares: (description.sharedWith ?? []).map((share) => ({
        userId: userNamed(users, share.user).id,
        role: share.role ?? 'viewer',
      })),
      order: description.order ?? 'desc',
      members: createMembers(indexes),
    };
    state.albums.set(record.id, record);
    for (const index of indexes) {
      state.albumCounts.forget(index);
      state.changes.note(index);
    }
    return record;
  };
  return { state, seed, firstUser, user: (name) => userNamed(users, name), asset, album };
}

function addGeneratedAlbums(
  state: LibraryState,
  generated: GeneratedDescription,
  seed: string,
  ownerOf: (index: number) => string,
  variety: Variety | undefined,
): void {
  const isLoose = variety?.isLoose;
  for (const [position, run] of generatedRuns(generated).entries()) {
    const createdAt = state.clock.stamp();
    const id = uuidFrom(`${seed}:generated-album:${position}`);
    const members = createMembers({ ...run, ...(isLoose && { without: isLoose }) });
    const [first] = members;
    state.albums.set(id, {
      id,
      ownerId: ownerOf(run.from),
      name: `Album ${String(position + 1).padStart(4, '0')}`,
      description: '',
      createdAt,
      updatedAt: createdAt,
      thumbnailAssetId: first === undefined ? null : (state.assets.at(first)?.id ?? null),
      shares: [],
      order: 'desc',
      members,
    });
  }
}

function existing(state: LibraryState, id: string): number {
  const index = state.assets.indexOf(id);
  if (index === undefined) throw new TypeError(`The library has no asset ${id}.`);
  return index;
}
