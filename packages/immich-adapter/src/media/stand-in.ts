import type { Asset, Rendition } from '@immich-webdav/core';

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
