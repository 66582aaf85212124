import type {
  AlbumDescription,
  AssetDescription,
  GeneratedDescription,
  LibraryDescription,
  MemoryDescription,
  PersonDescription,
  SharedLinkDescription,
  SmartSearchDescription,
  StackDescription,
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
  /** Adds assets of the last user below a folder of an external library, such as `/mnt/photos/2024`. */
  externalFolder(path: string, assets: readonly AssetDescription[], libraryId?: string): LibraryBuilder;
  /** Adds a person of the last user. An empty name: a face that nobody named. */
  person(name: string, options?: Omit<PersonDescription, 'name'>): LibraryBuilder;
  /** Adds a tag of the last user, `Trips/2024/Berlin`, with its parents; or tags more assets with it. */
  tag(value: string, assets?: readonly AssetDescription[]): LibraryBuilder;
  /** Stacks assets of the last user; the first is the primary one. */
  stack(assets: readonly AssetDescription[], options?: Omit<StackDescription, 'assets'>): LibraryBuilder;
  /** Adds a memory of the last user. */
  memory(year: number, assets: readonly AssetDescription[], options?: Omit<MemoryDescription, 'year'>): LibraryBuilder;
  /** Adds a shared link of the last user: to an album by its name, or to assets. */
  sharedLink(options: SharedLinkDescription): LibraryBuilder;
  /** Sets what queries find, best first; or why smart search does not work. */
  smartSearch(found: SmartSearchDescription): LibraryBuilder;
}

const DEFAULT_USER: UserDescription = { name: 'admin' };

/**
 * Begins a library: `library().user('admin').album('Trips', [photo('IMG_0001.jpg'), video('clip.mp4')])`.
 * Without a user there is one, `admin`, with the API key `admin-key`.
 */
export function library(start: Partial<LibraryDescription> = {}): LibraryBuilder {
  const albums = start.albums ?? [];
  const { assets, looseAssets, externalFolders, people, tags, stacks, memories } = start;
  const isBegun = [albums, assets, looseAssets, externalFolders, people, tags, stacks, memories].some(
    (part) => part?.length,
  );
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
    externalFolder: (path, members, libraryId) =>
      grow({
        externalFolders: [
          ...(start.externalFolders ?? []),
          { path, owner, assets: members, ...(libraryId !== undefined && { libraryId }) },
        ],
      }),
    person: (name, options) => grow({ people: [...(start.people ?? []), { owner, ...options, name }] }),
    tag: (value, members = []) => grow({ tags: [...(start.tags ?? []), { owner, value, assets: members }] }),
    stack: (members, options) => grow({ stacks: [...(start.stacks ?? []), { owner, ...options, assets: members }] }),
    memory: (year, members, options) =>
      grow({ memories: [...(start.memories ?? []), { owner, ...options, year, assets: members }] }),
    sharedLink: (options) => grow({ sharedLinks: [...(start.sharedLinks ?? []), { owner, ...options }] }),
    smartSearch: (found) => grow({ smartSearchResults: found }),
    loose: (...more) => grow({ looseAssets: [...(start.looseAssets ?? []), { owner, assets: more }] }),
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

/** A library of one user, `admin`, or of several owners, with up to a million assets that are made when they are asked for. */
export const generatedLibrary = (options: GeneratedDescription): LibraryDescription => ({
  users: (options.owners ?? ['admin']).map((name) => ({ name })),
  generated: options,
});
