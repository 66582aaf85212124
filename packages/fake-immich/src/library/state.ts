import type { Clock } from '../clock.ts';
import type { AlbumCounts } from './album-counts.ts';
import type { AlbumFacts } from './album-facts.ts';
import type { AssetStore } from './asset-store.ts';
import type { ChangeLog } from './change-log.ts';
import type { GeneratedStacks } from './generated/generated-stacks.ts';
import type { Album, Asset, Memory, Person, SharedLink, Stack, Tag, User } from './records.ts';
import type { SmartSearch } from './smart-search.ts';

/** What the administrator set about the trash. */
export interface TrashSettings {
  isEnabled: boolean;
  days: number;
}

/** Everything the stand-in knows. Endpoints read it; only the changes of `library.ts` change it. */
export interface LibraryState {
  readonly clock: Clock;
  readonly users: Map<string, User>;
  readonly albums: Map<string, Album>;
  readonly assets: AssetStore;
  readonly people: Map<string, Person>;
  readonly tags: Map<string, Tag>;
  /** Null: a generated one that is no more. */
  readonly stacks: Map<string, Stack | null>;
  readonly generatedStacks: GeneratedStacks;
  readonly memories: Map<string, Memory>;
  readonly sharedLinks: Map<string, SharedLink>;
  /** Whether there are memories that follow a formula too. */
  readonly hasGeneratedMemories: boolean;
  readonly smartSearch: SmartSearch;
  readonly trash: TrashSettings;
  /** API keys that are not accepted at present. */
  readonly revokedKeys: Set<string>;
  /** Known facts by album id; forgotten when the album or a member changes. */
  readonly facts: Map<string, AlbumFacts>;
  /** In how many albums an asset is. */
  readonly albumCounts: AlbumCounts;
  readonly changes: ChangeLog;
}

/** Stores an album and forgets what was derived from it. */
export function storeAlbum(state: LibraryState, album: Album): Album {
  state.albums.set(album.id, album);
  state.facts.delete(album.id);
  return album;
}

/** Puts an asset into an album or takes it out, and forgets what was derived from that. */
export function storeMembership(state: LibraryState, album: Album, index: number, isMember: boolean): void {
  if (isMember) album.members.add(index);
  else album.members.delete(index);
  state.facts.delete(album.id);
  state.albumCounts.forget(index);
  state.changes.note(index);
}

/** Stores a changed asset, or removes it, and forgets what was derived from it. */
export function storeAsset(state: LibraryState, index: number, asset: Asset | undefined): void {
  if (asset) state.assets.replace(index, asset);
  else state.assets.remove(index);
  for (const album of albumsWith(state, index)) state.facts.delete(album.id);
  state.changes.note(index);
}

/** The albums that an asset is in. */
export const albumsWith = (state: LibraryState, index: number): readonly Album[] =>
  [...state.albums.values()].filter((album) => album.members.has(index));
