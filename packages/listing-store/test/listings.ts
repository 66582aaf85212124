import type { CatalogEntry, Listing, ListingSummary, NamedAsset } from '@immich-webdav/core';

function member(number: number, version: number): NamedAsset {
  const fileName = `IMG_${number}.jpg`;
  const asset = {
    id: `asset-${number}`,
    fileName,
    type: number % 9 === 0 ? ('video' as const) : ('image' as const),
    mediaType: number % 9 === 0 ? 'video/mp4' : 'image/jpeg',
    size: number * 1000 + version,
    sha1: version.toString(16).padStart(40, '0'),
    revision: `version ${version}`,
    capturedAt: number,
    modifiedAt: version,
    uploadedAt: 3,
  };
  return { name: fileName, asset };
}

/** A listing that can be made again from its version alone. */
export function listingOf(count: number, version = 1): Listing {
  const members = Array.from({ length: count }, (_, number) => member(number, version));
  return { revision: `version ${version}`, etag: `etag ${version}`, count, readAt: version, members };
}

export const summaryOf = ({ revision, etag, count, readAt }: Listing): ListingSummary => ({
  revision,
  etag,
  count,
  readAt,
});

export function entryOf(id: string, listing?: Listing): CatalogEntry {
  const group = { kind: 'album' as const, id, name: id, revision: 'g', assetCount: 1, createdAt: 1, modifiedAt: 2 };
  return { name: id, group, listing: listing && summaryOf(listing) };
}
