import { type Asset, LibraryError, type Rendition } from '@immich-webdav/core';

/** The address of a rendition and the permissions to read it. */
export interface RenditionPlace {
  /** Relative to the API; undefined for an asset without this rendition. */
  readonly path: (asset: Asset) => string | undefined;
  /** Permissions that the API key needs. */
  readonly permissions: readonly string[];
}

const pathOf = (id: string, rest: string): string => `/assets/${encodeURIComponent(id)}/${rest}`;

/** `fullsize` redirects to the original of formats that browsers show, which needs another permission. */
export const RENDITIONS: Readonly<Record<Rendition, RenditionPlace>> = {
  original: { path: ({ id }) => pathOf(id, 'original'), permissions: ['asset.download'] },
  edited: {
    // For an asset without an edit, Immich answers with the original.
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

/** Relative to the API. Throws `not-found` for an asset without this rendition. */
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
 * The target of Immich's redirect from a missing full size: the original of a format that browsers show, else the preview; undefined
 * for any other. The next request still goes to IMMICH_URL, because it has the API key, and because Immich does not see a path that
 * a proxy prepends.
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

/** A full size is a JPEG. Of another format that browsers show, such as AVIF, Immich's only JPEG is the preview. */
export const asJpeg = (standIn: Rendition, { mediaType }: Asset): Rendition =>
  standIn === 'original' && mediaType !== 'image/jpeg' ? 'preview' : standIn;
