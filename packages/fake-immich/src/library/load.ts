import { createClock, type Now } from '../clock.ts';
import { createAssetStore } from './asset-store.ts';
import { createAssetRecord } from './create-asset.ts';
import type { AlbumDescription, AssetDescription, GeneratedDescription, LibraryDescription } from './description.ts';
import { createGeneratedAssets } from './generated.ts';
import { generatedRuns } from './generated-runs.ts';
import { uuidFrom } from './ids.ts';
import { loadUsers, userNamed } from './load-users.ts';
import { createMembers } from './members.ts';
import type { Album, Asset, User } from './records.ts';
import type { LibraryState } from './state.ts';
import { timeOf } from './time.ts';

/** Adds what a description names to a library, and knows which description became which record. */
export interface Loader {
  readonly state: LibraryState;
  readonly user: (name: string) => User;
  /** Adds an asset (with its live photo video) once; a description that is known already gives its index. */
  readonly asset: (description: AssetDescription, defaultOwner: string) => number;
  readonly album: (description: AlbumDescription) => Album;
}

/** Builds the library that a description describes. */
export function loadLibrary(description: LibraryDescription, now?: Now): Loader {
  const clock = createClock(now);
  const seed = `${description.seed ?? 0}`;
  const users = loadUsers(description.users, seed, clock);
  const firstUser = description.users[0]?.name ?? '';
  const generated =
    description.generated &&
    createGeneratedAssets(description.generated, userNamed(users, description.generated.owner ?? firstUser).id);
  const state: LibraryState = {
    clock,
    users: new Map([...users.values()].map((user) => [user.id, user])),
    albums: new Map(),
    revokedKeys: new Set(),
    assets: createAssetStore(generated),
    facts: new Map(),
    revision: 0,
  };
  const loader = createLoader(state, users, seed, firstUser);
  if (description.generated) addGeneratedAlbums(state, description.generated, seed, userNamed(users, firstUser).id);
  // Loose assets first, so that an album may name them by id.
  for (const asset of description.assets ?? []) loader.asset(asset, firstUser);
  for (const album of description.albums ?? []) loader.album(album);
  return loader;
}

function createLoader(state: LibraryState, users: ReadonlyMap<string, User>, seed: string, firstUser: string): Loader {
  const known = new Map<AssetDescription, number>();
  let count = 0;

  const asset = (description: AssetDescription, defaultOwner: string): number => {
    const before = known.get(description);
    if (before !== undefined) return before;
    const owner = description.owner ?? defaultOwner;
    const ordinal = count++;
    const motion = description.livePhotoVideo;
    const livePhotoVideoId =
      motion === undefined
        ? (description.livePhotoVideoId ?? null)
        : (state.assets.at(asset({ visibility: 'hidden', ...motion }, owner))?.id ?? null);
    const record: Asset = createAssetRecord(description, {
      id: description.id ?? uuidFrom(`${seed}:asset:${ordinal}`),
      ownerId: userNamed(users, owner).id,
      ordinal,
      uploadedAt: state.clock.stamp(),
      livePhotoVideoId,
    });
    const index = state.assets.add(record);
    known.set(description, index);
    state.revision++;
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
    state.revision++;
    return record;
  };
  return { state, user: (name) => userNamed(users, name), asset, album };
}

function addGeneratedAlbums(state: LibraryState, generated: GeneratedDescription, seed: string, ownerId: string): void {
  for (const [position, run] of generatedRuns(generated).entries()) {
    const createdAt = state.clock.stamp();
    const id = uuidFrom(`${seed}:generated-album:${position}`);
    state.albums.set(id, {
      id,
      ownerId,
      name: `Album ${String(position + 1).padStart(4, '0')}`,
      description: '',
      createdAt,
      updatedAt: createdAt,
      thumbnailAssetId: run.from < run.to ? (state.assets.at(run.from)?.id ?? null) : null,
      shares: [],
      order: 'desc',
      members: createMembers(run),
    });
  }
}

function existing(state: LibraryState, id: string): number {
  const index = state.assets.indexOf(id);
  if (index === undefined) throw new TypeError(`The library has no asset ${id}.`);
  return index;
}
