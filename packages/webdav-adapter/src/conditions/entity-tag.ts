import type { Resource } from '@immich-webdav/core';

/** A strong entity tag as a header and `getetag` show it (RFC 9110 section 8.8.3); both must be the same bytes. */
export function entityTag(resource: Resource): string {
  const { etag } = resource;
  return /^[\x21\x23-\x7e]*$/.test(etag) ? `"${etag}"` : `"${encodeURIComponent(etag.toWellFormed())}"`;
}
