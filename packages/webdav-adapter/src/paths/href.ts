/** Percent-encodes one path segment (RFC 3986 section 3.3). The result needs no XML escaping. */
export function encodeSegment(name: string): string {
  return encodeURIComponent(name.toWellFormed());
}

/** The href of a path of decoded segments; a collection's ends in a slash (RFC 4918 section 5.2). */
export function hrefOf(segments: readonly string[], kind: 'collection' | 'file'): string {
  let href = '';
  for (const segment of segments) href += `/${encodeSegment(segment)}`;
  return kind === 'collection' ? `${href}/` : href;
}
