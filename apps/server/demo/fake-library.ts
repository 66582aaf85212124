import { type DemoAlbum, type DemoAsset, type DemoLibrary, mediaPath } from '@immich-webdav/demo-library';
import type { AssetDescription, LibraryDescription } from '@immich-webdav/fake-immich';

/** The API key of the demo's user. The stand-in accepts it, and nothing else does. */
export const demoApiKey = 'demo-key-of-the-stand-in';

/** The demo library as data of the stand-in Immich. The library of the first user is shown. */
export function toFakeLibrary({ users, assets, albums }: DemoLibrary): LibraryDescription {
  const nameOf = new Map(users.map((user) => [user.id, user.name]));
  const described = new Map(assets.map((asset) => [asset.id, toAsset(asset, nameOf)]));
  return {
    users: users.map(({ name, email }, index) => ({
      name,
      email,
      ...(index === 0 && { apiKeys: [{ secret: demoApiKey }] }),
    })),
    assets: [...described.values()],
    albums: albums.map((album) => toAlbum(album, nameOf, described)),
  };
}

type Names = ReadonlyMap<string, string>;

const toAsset = (asset: DemoAsset, nameOf: Names): AssetDescription => ({
  originalFileName: asset.fileName,
  owner: nameOf.get(asset.owner) ?? asset.owner,
  content: { file: mediaPath(asset.media) },
  fileCreatedAt: asset.capturedAt,
  localDateTime: asset.localDateTime,
  fileModifiedAt: asset.modifiedAt,
  createdAt: asset.uploadedAt,
  isFavorite: asset.favourite,
  width: asset.width,
  height: asset.height,
  description: asset.description,
  ...(asset.duration !== undefined && { duration: asset.duration }),
  exif: {
    timeZone: asset.timeZone,
    city: asset.city,
    country: asset.country,
    latitude: asset.latitude,
    longitude: asset.longitude,
  },
});

const toAlbum = (album: DemoAlbum, nameOf: Names, described: ReadonlyMap<string, AssetDescription>) => ({
  name: album.name,
  description: album.description,
  owner: nameOf.get(album.owner) ?? album.owner,
  sharedWith: album.sharedWith.map((user) => ({ user: nameOf.get(user) ?? user, role: 'viewer' as const })),
  createdAt: album.createdAt,
  updatedAt: album.updatedAt,
  assets: album.members.flatMap((id) => described.get(id) ?? []),
});
