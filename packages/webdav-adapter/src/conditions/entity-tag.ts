import type { Resource } from '@immich-webdav/core';

/** True when equal tags do not promise equal bytes (RFC 9110 section 8.8.1): then parts must not be put together. */
export const isWeak = (resource: Resource): boolean => resource.kind === 'file' && resource.weak === true;

/** An entity tag as a header and `getetag` show it (RFC 9110 section 8.8.3); both must be the same bytes. */
export function entityTag(resource: Resource): string {
  const { etag } = resource;
  const opaque = /^[\x21\x23-\x7e]*$/.test(etag) ? etag : encodeURIComponent(etag.toWellFormed());
  return isWeak(resource) ? `W/"${opaque}"` : `"${opaque}"`;
}
