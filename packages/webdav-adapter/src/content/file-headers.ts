import type { OutgoingHttpHeaders } from 'node:http';
import type { FileResource } from '@immich-webdav/core';
import { entityTag } from '../conditions/entity-tag.ts';
import { formatLastModified } from '../conditions/http-date.ts';
import { sameOrigin } from '../http/same-origin.ts';
import { contentPolicy } from './content-policy.ts';
import { mediaTypeOf } from './media-type.ts';

/** What GET and HEAD say of a file for caches, and 304 as well (RFC 9110 section 15.4.5). */
export function validatorsOf(file: FileResource): OutgoingHttpHeaders {
  const modified = formatLastModified(file.modifiedAt);
  return {
    ETag: entityTag(file),
    ...(modified === undefined ? {} : { 'Last-Modified': modified }),
    // Photos are one person's, and one that is no longer shown must not be had from a cache unasked.
    'Cache-Control': 'private, no-cache',
  };
}

/** Of a file that is sent. */
export function headersOf(file: FileResource): OutgoingHttpHeaders {
  const mediaType = mediaTypeOf(file);
  return {
    ...validatorsOf(file),
    ...sameOrigin,
    ...contentPolicy(mediaType),
    'Content-Type': mediaType,
    'Accept-Ranges': 'bytes',
  };
}
