import type {
  AlbumDescription,
  AssetDescription,
  GeneratedDescription,
  LibraryDescription,
  UserDescription,
} from './description.ts';

/** A library description that grows by chaining; every step gives a new one. */
export interface LibraryBuilder extends LibraryDescription {
  /** Adds a user. Albums and assets that follow are theirs. */
  user(name: string, options?: Omit<UserDescription, 'name'>): LibraryBuilder;
  /** Adds an album of the last user. */
  album(
    name: string,
    assets?: readonly AssetDescription[],
    options?: Omit<AlbumDescription, 'name' | 'assets'>,
  ): LibraryBuilder;
  /** Adds assets of the last user that are in no album. */
  loose(...assets: readonly AssetDescription[]): LibraryBuilder;
}

const DEFAULT_USER: UserDescription = { name: 'admin' };

/**
 * Begins a library: `library().user('admin').album('Trips', [photo('IMG_0001.jpg'), video('clip.mp4')])`.
 * Without a user there is one, `admin`, with the API key `admin-key`.
 */
export function library(start: Partial<LibraryDescription> = {}): LibraryBuilder {
  const albums = start.albums ?? [];
  const assets = start.assets ?? [];
  const isBegun = albums.length > 0 || assets.length > 0;
  const users = start.users ?? (isBegun ? [DEFAULT_USER] : []);
  const owner = users.at(-1)?.name ?? DEFAULT_USER.name;
  const grow = (more: Partial<LibraryDescription>): LibraryBuilder =>
    library({ ...start, ...(users.length > 0 && { users }), ...more });
  return {
    ...start,
    users: users.length > 0 ? users : [DEFAULT_USER],
    user: (name, options) => grow({ users: [...users, { ...options, name }] }),
    album: (name, members = [], options = {}) =>
      grow({ albums: [...albums, { owner, ...options, name, assets: members }] }),
    loose: (...more) => grow({ assets: [...assets, ...more.map((asset) => ({ owner, ...asset }))] }),
  };
}

/** Describes a photo (or, by its extension, a video). */
export const photo = (
  originalFileName: string,
  options: Omit<AssetDescription, 'originalFileName'> = {},
): AssetDescription => ({
  ...options,
  originalFileName,
});

/** The same as {@link photo}; for tests that read better with it. */
export const video: typeof photo = photo;

/** A library of one user, `admin`, with up to a million assets that are made when they are asked for. */
export const generatedLibrary = (options: GeneratedDescription): LibraryDescription => ({
  users: [{ name: 'admin' }],
  generated: options,
});
