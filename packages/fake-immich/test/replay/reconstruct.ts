import type {
  AlbumDescription,
  AssetDescription,
  DerivedFileDescription,
  LibraryDescription,
  SharedLinkDescription,
  UserDescription,
} from '../../src/index.ts';
import { collectionsIn } from './collections.ts';
import { jsonOf, keptItems, type Recording } from './recording.ts';

type Json = Readonly<Record<string, unknown>>;

/** Who took part. Keys and tokens were replaced by these names when the exchanges were recorded. */
const KEYS: Readonly<Record<string, readonly { secret: string; permissions?: readonly string[] }[]>> = {
  'admin@lab.local': [
    { secret: '<ADMIN_API_KEY>' },
    { secret: '<READONLY_KEY>', permissions: ['asset.read', 'asset.view', 'asset.download', 'album.read'] },
    { secret: '<ALBUMONLY_KEY>', permissions: ['album.read'] },
    { secret: '<NOASSET_KEY>', permissions: ['server.about'] },
    { secret: '<KEY asset.read only>', permissions: ['asset.read'] },
  ],
  'bob@lab.local': [{ secret: '<BOB_API_KEY>' }],
  'alice@example.com': [{ secret: '<ALICE_API_KEY>' }],
};

/** Describes the library that the recordings show, as it was when one of them was made. */
export function reconstruct(recordings: readonly Recording[], moment: Recording): LibraryDescription {
  const byCloseness = orderedFor(recordings, moment);
  const records = byCloseness.flatMap(recordsIn);
  const users = lastById(records.filter((record) => 'email' in record && 'avatarColor' in record));
  const names = new Map([...users].map(([id, user]) => [id, String(user.name)]));
  const assets = lastById(records.filter((record) => isAsset(record) && isCreatedBy(record, moment)));
  const exif = lastById(records.filter((record) => isAsset(record) && 'exifInfo' in record));
  const albums = lastById(records.filter((record) => 'albumName' in record && hasOwner(record)));
  const members = membersIn(byCloseness);
  const files = filesIn(recordings);
  const existing = [...albums.values()].filter((album) => existsAt(album, recordings, moment));
  // Some members were never shown themselves; they are something by that id.
  const unseen = new Map<string, AssetDescription>();
  const memberIds = (album: Json): readonly string[] => {
    const id = String(album.id);
    const listed = members.get(id) ?? [];
    const thumbnail = album.albumThumbnailAssetId;
    const ids = new Set([...listed, ...(typeof thumbnail === 'string' ? [thumbnail] : [])]);
    for (const unknown of [...ids].filter((candidate) => !assets.has(candidate))) {
      unseen.set(unknown, { id: unknown, originalFileName: 'unseen.jpg', owner: ownerOf(album, names), createdAt: 0 });
    }
    return [...ids];
  };
  const described = existing.map((album) => describeAlbum(album, names, memberIds(album)));
  return {
    users: [...users.values()].map((user) => describeUser(user, recordings, moment)),
    assets: [
      ...[...assets.values()].map((asset) => {
        const id = String(asset.id);
        return describeAsset(
          { ...asset, updatedAt: updatedBy(asset, moment) },
          (exif.get(id)?.exifInfo ?? {}) as Json,
          names,
          files.get(id) ?? {},
        );
      }),
      ...unseen.values(),
    ],
    albums: described,
    sharedLinks: sharedLinksIn(byCloseness, moment, names),
    ...collectionsIn(recordings, moment, { names, assetIds: new Set(assets.keys()) }),
  };
}

/** Later ones first, nearest last but one, then what went before, and the recording itself last: the last word counts. */
function orderedFor(recordings: readonly Recording[], moment: Recording): readonly Recording[] {
  const now = dateOf(moment);
  const others = recordings.filter((recording) => recording !== moment);
  const after = others.filter((recording) => dateOf(recording) > now).toSorted((a, b) => dateOf(b) - dateOf(a));
  const before = others.filter((recording) => !(dateOf(recording) > now)).toSorted((a, b) => dateOf(a) - dateOf(b));
  return [...after, ...before, moment];
}

/** Whether an album was there: not created later, not deleted before. */
function existsAt(album: Json, recordings: readonly Recording[], moment: Recording): boolean {
  const url = `/api/albums/${String(album.id)}`;
  const isDeletion = (one: Recording) => one.method === 'DELETE' && one.url === url && one.status === 204;
  const deletion = recordings.find(isDeletion);
  if (deletion && dateOf(deletion) <= dateOf(moment)) return false;
  return isCreatedBy(album, moment);
}

// The Date header has whole seconds.
const isCreatedBy = (record: Json, moment: Recording): boolean =>
  Date.parse(String(record.createdAt)) < dateOf(moment) + 1000;

// What is known only from later cannot have been updated then.
function updatedBy(asset: Json, moment: Recording): unknown {
  return Date.parse(String(asset.updatedAt)) > dateOf(moment) + 1000 ? asset.createdAt : asset.updatedAt;
}

const known = new Map<Recording, readonly Json[]>();

function recordsIn(recording: Recording): readonly Json[] {
  const records = known.get(recording) ?? [...objectsIn(jsonOf(recording.body))];
  known.set(recording, records);
  return records;
}

const isAsset = (record: Json): boolean => 'originalFileName' in record && 'ownerId' in record && 'people' in record;

const dateOf = (recording: Recording): number => Date.parse(recording.headers.date ?? '');

function* objectsIn(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) yield* objectsIn(part);
  if (!Array.isArray(value)) yield value as Json;
}

// Shared links and notifications show albums without their people.
const hasOwner = (album: Json): boolean =>
  'ownerId' in album ||
  (Array.isArray(album.albumUsers) && album.albumUsers.some(({ role }: Json) => role === 'owner'));

const lastById = (records: readonly Json[]): Map<string, Json> =>
  new Map(records.map((record) => [String(record.id), record]));

function describeUser(user: Json, recordings: readonly Recording[], moment: Recording): UserDescription {
  const email = String(user.email);
  const isAdmin = email.startsWith('admin');
  return {
    id: String(user.id),
    name: String(user.name),
    email,
    isAdmin,
    avatarColor: String(user.avatarColor),
    createdAt: String(user.profileChangedAt),
    apiKeys: (KEYS[email] ?? []).map((key) => ({ ...key, ...shownKey(key.secret, recordings) })),
    ...(isAdmin && {
      sessions: [{ token: '<ADMIN_TOKEN>', elevated: true }],
      partners: [{ user: 'Bob', inTimeline: isPartnerShown(recordings, moment) }],
    }),
  };
}

function isPartnerShown(recordings: readonly Recording[], moment: Recording): boolean {
  const shown = recordings.find(({ method, url }) => method === 'PUT' && url.startsWith('/api/partners/'));
  return shown !== undefined && dateOf(shown) <= dateOf(moment);
}

/** What a key said about itself. */
function shownKey(
  secret: string,
  recordings: readonly Recording[],
): { id?: string; name?: string; createdAt?: string } {
  const shown = recordings.find(
    ({ url, requestHeaders }) => url === '/api/api-keys/me' && requestHeaders['x-api-key'] === secret,
  );
  return (shown ? jsonOf(shown.body) : undefined) ?? {};
}

interface Files {
  size?: number;
  isMissing?: boolean;
  thumbnail?: DerivedFileDescription;
  preview?: DerivedFileDescription;
  edited?: DerivedFileDescription;
  playback?: DerivedFileDescription;
}

function describeAsset(asset: Json, exif: Json, names: ReadonlyMap<string, string>, files: Files): AssetDescription {
  const size = Number(exif.fileSizeInByte ?? files.size ?? 1000);
  const time = (name: string) => String(asset[name]);
  const exifTime = (name: string) => (typeof exif[name] === 'string' ? Date.parse(exif[name]) : null);
  const duration = asset.duration;
  const isTranscoded = files.playback && (files.playback.content as { generated: number }).generated !== size;
  return {
    id: String(asset.id),
    owner: names.get(String(asset.ownerId)) ?? '',
    originalFileName: String(asset.originalFileName),
    originalPath: String(asset.originalPath),
    content: { generated: size },
    checksum: String(asset.checksum),
    ...(typeof asset.libraryId === 'string' && { external: { libraryId: asset.libraryId } }),
    fileCreatedAt: time('fileCreatedAt'),
    fileModifiedAt: time('fileModifiedAt'),
    localDateTime: time('localDateTime'),
    createdAt: time('createdAt'),
    updatedAt: time('updatedAt'),
    visibility: asset.visibility as 'timeline',
    isTrashed: asset.isTrashed === true,
    isFavorite: asset.isFavorite === true,
    isOffline: asset.isOffline === true,
    isFileMissing: files.isMissing ?? false,
    duration: typeof duration === 'string' ? milliseconds(duration) : (duration as number | null),
    width: asset.width as number | null,
    height: asset.height as number | null,
    thumbhash: asset.thumbhash as string | null,
    ...(typeof asset.livePhotoVideoId === 'string' && { livePhotoVideoId: asset.livePhotoVideoId }),
    exif: { ...exif, dateTimeOriginal: exifTime('dateTimeOriginal'), modifyDate: exifTime('modifyDate') },
    thumbnail: files.thumbnail ?? null,
    preview: files.preview ?? null,
    ...(asset.isEdited === true && { edited: files.edited ?? { content: { generated: 1 } } }),
    ...(isTranscoded && files.playback && { transcoded: files.playback }),
  };
}

/** `00:00:20.000`, as 2.x tells a duration; a picture has none. */
function milliseconds(duration: string): number | null {
  const [hours = 0, minutes = 0, seconds = 0] = duration.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 || null;
}

function describeAlbum(album: Json, names: ReadonlyMap<string, string>, assetIds: readonly string[]): AlbumDescription {
  const people = (album.albumUsers as readonly { user: Json; role: string }[]).map(({ user, role }) => ({
    user: names.get(String(user.id)) ?? '',
    role,
  }));
  return {
    id: String(album.id),
    name: String(album.albumName),
    owner: ownerOf(album, names),
    description: String(album.description),
    createdAt: String(album.createdAt),
    updatedAt: String(album.updatedAt),
    thumbnailAssetId: album.albumThumbnailAssetId as string | null,
    order: album.order as 'desc',
    sharedWith: people
      .filter(({ role }) => role !== 'owner')
      .map(({ user, role }) => ({ user, role: role as 'editor' })),
    assetIds,
  };
}

function ownerOf(album: Json, names: ReadonlyMap<string, string>): string {
  const people = album.albumUsers as readonly { user: Json; role: string }[];
  const ownerId = album.ownerId ?? people.find(({ role }) => role === 'owner')?.user.id;
  return names.get(String(ownerId)) ?? '';
}

/** Links as they say of themselves; none of them was deleted. */
function sharedLinksIn(
  recordings: readonly Recording[],
  moment: Recording,
  names: ReadonlyMap<string, string>,
): readonly SharedLinkDescription[] {
  const links = recordings.flatMap(recordsIn).filter((record) => 'showMetadata' in record && 'album' in record);
  return [...lastById(links.filter((link) => isCreatedBy(link, moment))).values()].map((link) => ({
    ...Object.fromEntries(Object.entries(link).filter(([, value]) => value !== null)),
    album: String((link.album as Json).id),
    owner: names.get(String(link.userId)) ?? '',
  }));
}

/** Who is in which album, from listings of one album and from albums with assets. */
function membersIn(recordings: readonly Recording[]): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>();
  const add = (albumId: string, items: readonly unknown[]): void => {
    const known = members.get(albumId) ?? new Set();
    for (const item of keptItems(items)) known.add(typeof item === 'string' ? item : String((item as Json).id));
    members.set(albumId, known);
  };
  for (const { url, requestBody, body, status } of recordings) {
    const asked = jsonOf(requestBody) as { albumIds?: string[]; assetIds?: string[] } | undefined;
    const answered = jsonOf(body) as Record<string, unknown> | undefined;
    if (status >= 300 || !answered) continue;
    if (url === '/api/albums' && status === 201) add(String(answered.id), asked?.assetIds ?? []);
    if (url.split('?', 1)[0] === '/api/search/metadata') {
      for (const id of asked?.albumIds ?? []) add(id, (answered.assets as { items: unknown[] }).items);
    }
    if (Array.isArray(answered.assets)) add(String(answered.id), answered.assets);
  }
  return members;
}

const MEDIA = /^\/api\/assets\/([^/]+)\/(original|thumbnail|video\/playback)(\?.*)?$/;

/** Sizes and times of files, from the headers with which they were served. */
function filesIn(recordings: readonly Recording[]): ReadonlyMap<string, Files> {
  const found = new Map<string, Files>();
  for (const { url, headers, status, name } of recordings) {
    const [, id = '', kind = '', query = ''] = MEDIA.exec(url) ?? [];
    const files = found.get(id) ?? {};
    found.set(id, files);
    if (status === 404 && name.includes('file-missing-on-disk')) files.isMissing = true;
    const [, size = '', modified = ''] = /^W\/"([0-9a-f]+)-([0-9a-f]+)"$/.exec(headers.etag ?? '') ?? [];
    if (size === '') continue;
    const file = { content: { generated: Number.parseInt(size, 16) }, modifiedAt: Number.parseInt(modified, 16) };
    if (kind === 'original' && query === '?edited=true') files.edited = file;
    else if (kind === 'original') files.size = file.content.generated;
    else if (kind === 'video/playback') files.playback = file;
    else if (query.includes('preview')) files.preview = file;
    else files.thumbnail = file;
  }
  return found;
}
