import { type Asset, LibraryError, type Rendition } from '@immich-webdav/core';

/** Where Immich has a rendition, and what it takes to read it. */
export interface RenditionPlace {
  /** Below the address of the API; undefined for an asset that cannot have it. */
  readonly path: (asset: Asset) => string | undefined;
  /** What an API key must allow. */
  readonly permissions: readonly string[];
}

const pathOf = (id: string, rest: string): string => `/assets/${encodeURIComponent(id)}/${rest}`;

/** `fullsize` redirects to the original where browsers show that, which needs its permission as well. */
export const RENDITIONS: Readonly<Record<Rendition, RenditionPlace>> = {
  original: { path: ({ id }) => pathOf(id, 'original'), permissions: ['asset.download'] },
  edited: {
    // Of an asset that was not edited Immich gives the original instead.
    path: ({ id, isEdited }) => (isEdited ? pathOf(id, 'original?edited=true') : undefined),
    permissions: ['asset.download'],
  },
  fullsize: {
    path: ({ id }) => pathOf(id, 'thumbnail?size=fullsize'),
    permissions: ['asset.view', 'asset.download'],
  },
  preview: { path: ({ id }) => pathOf(id, 'thumbnail?size=preview'), permissions: ['asset.view'] },
  thumbnail: { path: ({ id }) => pathOf(id, 'thumbnail?size=thumbnail'), permissions: ['asset.view'] },
  playback: {
    path: ({ id, type }) => (type === 'video' ? pathOf(id, 'video/playback') : undefined),
    permissions: ['asset.view'],
  },
  motion: {
    path: ({ motionId }) => (motionId === undefined ? undefined : pathOf(motionId, 'original')),
    permissions: ['asset.download'],
  },
};

/** Below the address of the API. Throws `not-found` for an asset that cannot have it. */
export function renditionPath(asset: Asset, rendition: Rendition): string {
  const path = RENDITIONS[rendition].path(asset);
  if (path === undefined) throw new LibraryError('not-found', `The asset has no ${MISSING[rendition] ?? rendition}.`);
  return path;
}

const MISSING: Readonly<Partial<Record<Rendition, string>>> = {
  edited: 'edited picture',
  playback: 'video to play',
  motion: 'moving part',
};

/**
 * What Immich redirects to because it has no full size: the original where browsers show that, else the preview. Undefined for
 * whatever else a redirect leads to. Only this is read of it: whoever is asked next is the server at IMMICH_URL, which gets the API
 * key, and a path that a proxy put before Immich's own is unknown to Immich.
 */
export function standInOf(location: string | undefined, { id }: Asset, api: URL): Rendition | undefined {
  const base = `${api.href}/assets/${encodeURIComponent(id)}/`;
  if (location === undefined || !URL.canParse(location, base)) return undefined;
  const { origin, pathname, searchParams } = new URL(location, base);
  if (origin !== api.origin) return undefined;
  const leadsTo = (end: string): boolean => pathname.endsWith(`/api/assets/${encodeURIComponent(id)}/${end}`);
  if (leadsTo('original')) return 'original';
  return leadsTo('thumbnail') && searchParams.get('size') === 'preview' ? 'preview' : undefined;
}

/** A full size is a JPEG. Browsers show more than that, as AVIF, of which Immich has no other one than the preview. */
export const asJpeg = (standIn: Rendition, { mediaType }: Asset): Rendition =>
  standIn === 'original' && mediaType !== 'image/jpeg' ? 'preview' : standIn;
