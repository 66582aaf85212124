const absoluteForm = /^https?:\/\/[^/?#]*/i;
// Separators of any system and control characters: no name has them, and engines below must never see them.
const forbidden = /[/\\\p{Cc}]/u;

/**
 * The decoded segments of a request target (RFC 9112 section 3.2) or Destination; undefined when it is malformed: a bad
 * escape, a dot segment, a separator or control character inside a segment. Slashes that follow each other count as one: clients
 * join a base that ends in a slash with a path that begins with one.
 */
export function parseRequestPath(target: string): readonly string[] | undefined {
  const path = pathOf(target);
  if (path === '') return [];
  if (!path.startsWith('/')) return undefined;
  const segments: string[] = [];
  for (const raw of path.split('/')) {
    if (raw === '') continue;
    const segment = decodeSegment(raw);
    if (segment === undefined) return undefined;
    segments.push(segment);
  }
  return segments;
}

function pathOf(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(absoluteForm, '');
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
}

function decodeSegment(raw: string): string | undefined {
  let segment: string;
  try {
    segment = raw.includes('%') ? decodeURIComponent(raw) : raw;
  } catch {
    return undefined;
  }
  if (segment === '.' || segment === '..' || forbidden.test(segment)) return undefined;
  return segment;
}
