import { type Clock, createClock, type Now } from '../clock.ts';
import { createAssetStore } from './asset-store.ts';
import { createAssetRecord } from './create-asset.ts';
import type { AlbumDescription, AssetDescription, LibraryDescription, UserDescription } from './description.ts';
import { createGeneratedAssets } from './generated.ts';
import { uuidFrom } from './ids.ts';
import { createMembers } from './members.ts';
import type { Album, Asset, User } from './records.ts';
import type { LibraryState } from './state.ts';
import { timeOf } from './time.ts';

/** Adds what a description names to a library, and knows which description became which record. */
export interface Loader {
  readonly state: LibraryState;
  user(name: string): User;
  /** Adds an asset (with its live photo video) once; a description that is known already gives its index. */
  asset(description: AssetDescription, defaultOwner: string): number;
  album(description: AlbumDescription): Album;
}

/** Builds the library that a description describes. */
export function loadLibrary(description: LibraryDescription, now?: Now): Loader {
  const clock = createClock(now);
  const seed = `${description.seed ?? 0}`;
  const users = loadUsers(description.users, seed, clock);
  const firstUser = description.users[0]?.name ?? '';
  const generated =
    description.generated &&
    createGeneratedAssets(description.generated, named(users, description.generated.owner ?? firstUser).id);
  const state: LibraryState = {
    clock,
    users: new Map([...users.values()].map((user) => [user.id, user])),
    albums: new Map(),
    assets: createAssetStore(generated),
    facts: new Map(),
    revision: 0,
  };
  const loader = createLoader(state, users, seed, firstUser);
  if (description.generated) addGeneratedAlbums(state, description.generated, seed, named(users, firstUser).id);
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
      ownerId: named(users, owner).id,
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
    const owner = named(users, ownerName);
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
        userId: named(users, share.user).id,
        role: share.role ?? 'viewer',
      })),
      order: description.order ?? 'desc',
      members: createMembers(indexes),
    };
    state.albums.set(record.id, record);
    state.revision++;
    return record;
  };
  return { state, user: (name) => named(users, name), asset, album };
}

function loadUsers(descriptions: readonly UserDescription[], seed: string, clock: Clock): ReadonlyMap<string, User> {
  const idOf = (name: string): string => {
    const found = descriptions.find((user) => user.name === name);
    if (!found) throw new TypeError(`The library has no user "${name}".`);
    return found.id ?? uuidFrom(`${seed}:user:${name}`);
  };
  const load = (user: UserDescription, position: number): User => {
    const createdAt = timeOf(user.createdAt) ?? clock.stamp();
    const keys = user.apiKeys ?? [{ secret: `${user.name}-key` }];
    return {
      id: idOf(user.name),
      email: user.email ?? `${user.name}@example.org`,
      name: user.name,
      avatarColor: user.avatarColor ?? 'primary',
      isAdmin: user.isAdmin ?? position === 0,
      createdAt,
      apiKeys: keys.map((key, place) => ({
        id: key.id ?? uuidFrom(`${seed}:key:${user.name}:${place}`),
        name: key.name ?? `key ${place + 1}`,
        secret: key.secret,
        permissions: key.permissions ?? ['all'],
        createdAt: timeOf(key.createdAt) ?? createdAt,
      })),
      sessions: (user.sessions ?? []).map((session) => ({ token: session.token, elevated: session.elevated ?? false })),
      partners: (user.partners ?? []).map((partner) => ({
        userId: idOf(partner.user),
        inTimeline: partner.inTimeline ?? false,
      })),
    };
  };
  return new Map(descriptions.map((user, position) => [user.name, load(user, position)]));
}

function addGeneratedAlbums(
  state: LibraryState,
  generated: { readonly albums: number; readonly assets: number },
  seed: string,
  ownerId: string,
): void {
  for (let position = 0; position < generated.albums; position++) {
    const from = Math.floor((position * generated.assets) / generated.albums);
    const to = Math.floor(((position + 1) * generated.assets) / generated.albums);
    const createdAt = state.clock.stamp();
    const id = uuidFrom(`${seed}:generated-album:${position}`);
    state.albums.set(id, {
      id,
      ownerId,
      name: `Album ${String(position + 1).padStart(4, '0')}`,
      description: '',
      createdAt,
      updatedAt: createdAt,
      thumbnailAssetId: from < to ? (state.assets.at(from)?.id ?? null) : null,
      shares: [],
      order: 'desc',
      members: createMembers({ from, to }),
    });
  }
}

function named(users: ReadonlyMap<string, User>, name: string): User {
  const user = users.get(name);
  if (!user) throw new TypeError(`The library has no user "${name}".`);
  return user;
}

function existing(state: LibraryState, id: string): number {
  const index = state.assets.indexOf(id);
  if (index === undefined) throw new TypeError(`The library has no asset ${id}.`);
  return index;
}
