import type { Clock } from '../clock.ts';
import type { AlbumFacts } from './album-facts.ts';
import type { AssetStore } from './asset-store.ts';
import type { Album, Asset, User } from './records.ts';

/** Everything the stand-in knows. Endpoints read it; only `library.ts` changes it. */
export interface LibraryState {
  readonly clock: Clock;
  readonly users: Map<string, User>;
  readonly albums: Map<string, Album>;
  readonly assets: AssetStore;
  /** API keys that are not accepted at present. */
  readonly revokedKeys: Set<string>;
  /** Known facts by album id; forgotten when the album or a member changes. */
  readonly facts: Map<string, AlbumFacts>;
  /** Rises with every change: what was derived from an older one is stale. */
  revision: number;
}

/** Stores an album and forgets what was derived from it. */
export function storeAlbum(state: LibraryState, album: Album): Album {
  state.albums.set(album.id, album);
  state.facts.delete(album.id);
  state.revision++;
  return album;
}

/** Stores a changed asset, or removes it, and forgets what was derived from it. */
export function storeAsset(state: LibraryState, index: number, asset: Asset | undefined): void {
  if (asset) state.assets.replace(index, asset);
  else state.assets.remove(index);
  for (const album of albumsWith(state, index)) state.facts.delete(album.id);
  state.revision++;
}

/** The albums that an asset is in. */
export const albumsWith = (state: LibraryState, index: number): readonly Album[] =>
  [...state.albums.values()].filter((album) => album.members.has(index));
