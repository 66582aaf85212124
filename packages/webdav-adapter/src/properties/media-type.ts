import type { Resource } from '@immich-webdav/core';

const valid = /^[\w.+-]+\/[\w.+-]+(?:\s*;\s*[\w.+-]+=(?:[\w.+-]+|"[\x20\x21\x23-\x5b\x5d-\x7e]*"))*$/;

/** The Content-Type of a resource; `application/octet-stream` for an invalid media type. Clients recognize Apache's type for collections. */
export function mediaTypeOf(resource: Resource): string {
  if (resource.kind === 'collection') return 'httpd/unix-directory';
  return valid.test(resource.mediaType) ? resource.mediaType : 'application/octet-stream';
}
