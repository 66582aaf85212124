import type { Resource } from '@immich-webdav/core';

/** True when equal tags do not guarantee equal bytes (RFC 9110 section 8.8.1): ranges must not be combined. */
export const isWeak = (resource: Resource): boolean => resource.kind === 'file' && resource.weak === true;

/** The entity tag for `ETag` and `getetag` (RFC 9110 section 8.8.3); both must be the same bytes. */
export function entityTag(resource: Resource): string {
  const { etag } = resource;
  const opaque = /^[\x21\x23-\x7e]*$/.test(etag) ? etag : encodeURIComponent(etag.toWellFormed());
  return isWeak(resource) ? `W/"${opaque}"` : `"${opaque}"`;
}

export interface ListedTag {
  readonly weak: boolean;
  /** With its quotes. */
  readonly tag: string;
}

/** `*`, or the tags of an If-Match or If-None-Match header (RFC 9110 section 8.8.3). */
export type TagList = '*' | readonly ListedTag[];

const tagPattern = /(W\/)?("[\x21\x23-\x7e\x80-\uffff]*")/y;

/** Reads the entity tag at an offset. Undefined when there is none. */
export function readTag(
  text: string,
  offset: number,
): { readonly listed: ListedTag; readonly end: number } | undefined {
  tagPattern.lastIndex = offset;
  const match = tagPattern.exec(text);
  if (match === null) return undefined;
  return { listed: { weak: match[1] !== undefined, tag: match[2] ?? '' }, end: tagPattern.lastIndex };
}

/** Reads tags up to the first malformed one; the rest matches nothing. */
export function parseTagList(value: string): TagList {
  const text = value.trim();
  if (text === '*') return '*';
  const tags: ListedTag[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ',' || text[at] === ' ' || text[at] === '\t') {
      at += 1;
      continue;
    }
    const read = readTag(text, at);
    if (read === undefined) break;
    tags.push(read.listed);
    at = read.end;
  }
  return tags;
}

/** Weak comparison (RFC 9110 section 8.8.3.2), for If-None-Match. */
export function matchesWeakly(list: TagList, tag: string): boolean {
  const opaque = tag.replace(/^W\//, '');
  return list === '*' || list.some((listed) => listed.tag === opaque);
}

/** Strong comparison, for If-Match and If: a weak tag on either side never matches. */
export function matchesStrongly(list: TagList, tag: string): boolean {
  return list === '*' || list.some((listed) => !listed.weak && listed.tag === tag);
}
