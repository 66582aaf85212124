import type { OutgoingHttpHeaders } from 'node:http';
import type { FileResource, Resource } from '@immich-webdav/core';
import { entityTag } from '../conditions/entity-tag.ts';
import { mediaTypeOf } from '../properties/media-type.ts';
import { formatLastModified } from '../text/dates.ts';

/** Image, video and audio types that contain no code; SVG and other XML do. */
const inert = /^(?:image|video|audio)\/(?!.*(?:svg|xml|html))/i;
/** Types that a browser shows as a page of this server. */
const page = /html/i;

const policyOfInert =
  "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** A drawing keeps its own styles and images; no script runs and nothing is loaded. */
const policyOfOthers =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The validators of GET, HEAD and 304 (RFC 9110 section 15.4.5). */
export function validatorsOf(resource: Resource): OutgoingHttpHeaders {
  const modified = formatLastModified(resource.modifiedAt);
  return {
    ETag: entityTag(resource),
    ...(modified === undefined ? {} : { 'Last-Modified': modified }),
    // Photos are private, and a cache must not serve one that was removed.
    'Cache-Control': 'private, no-cache',
  };
}

/** The headers of a file that is sent with GET, or described with HEAD. */
export function headersOf(file: FileResource): OutgoingHttpHeaders {
  const mediaType = mediaTypeOf(file);
  return {
    ...validatorsOf(file),
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...contentPolicy(mediaType),
    'Content-Type': mediaType,
    'Accept-Ranges': 'bytes',
  };
}

/**
 * Keeps a browser from running an uploaded file as a page of this server (CSP level 3). Images and videos are not sandboxed,
 * because browsers do not play sandboxed ones.
 */
function contentPolicy(mediaType: string): OutgoingHttpHeaders {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': inert.test(mediaType) ? policyOfInert : policyOfOthers,
    ...(page.test(mediaType) ? { 'Content-Disposition': 'attachment' } : {}),
  };
}
