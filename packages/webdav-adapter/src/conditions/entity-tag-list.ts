export interface ListedTag {
  readonly weak: boolean;
  /** With its quotes. */
  readonly tag: string;
}

/** `*`, or the tags of an If-Match or If-None-Match header (RFC 9110 section 8.8.3). */
export type TagList = '*' | readonly ListedTag[];

const tagPattern = /(W\/)?("[\x21\x23-\x7e\x80-\uffff]*")/y;

/** Reads the tags up to the first that is malformed; what cannot be read matches nothing. */
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
    tagPattern.lastIndex = at;
    const match = tagPattern.exec(text);
    if (match === null) break;
    tags.push({ weak: match[1] !== undefined, tag: match[2] ?? '' });
    at = tagPattern.lastIndex;
  }
  return tags;
}

/** Weak comparison (RFC 9110 section 8.8.3.2): for If-None-Match. */
export function matchesWeakly(list: TagList, tag: string): boolean {
  const opaque = tag.replace(/^W\//, '');
  return list === '*' || list.some((listed) => listed.tag === opaque);
}

/** Strong comparison: for If-Match; a weak tag, on either side, never matches. */
export function matchesStrongly(list: TagList, tag: string): boolean {
  return list === '*' || list.some((listed) => !listed.weak && listed.tag === tag);
}
