import { decodeText } from './decode-text.ts';

const absoluteForm = /^https?:\/\/[^/?#]*/i;
// Separators of any system and control characters: no name has them, and engines below must never see them.
const forbidden = /[/\\\p{Cc}]/u;
const badEscape = /%(?![0-9a-f]{2})/i;
// RFC 3629 section 3: overlong forms and surrogates in UTF-8 hide a character from filters; they are not Latin-1 by chance.
const disguised = /[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]/;

/**
 * The decoded segments of a request target (RFC 9112 section 3.2) or Destination; undefined when it is malformed: a bad
 * escape, a dot segment, a separator or control character inside a segment. A segment whose escapes are no UTF-8 is Latin-1.
 * Slashes that follow each other count as one: clients join a base that ends in a slash with a path that begins with one.
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
  const segment = raw.includes('%') ? decodeEscapes(raw) : raw;
  if (segment === undefined || segment === '.' || segment === '..' || forbidden.test(segment)) return undefined;
  return segment;
}

function decodeEscapes(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    return badEscape.test(raw) ? undefined : decodeLatin1(raw);
  }
}

function decodeLatin1(raw: string): string | undefined {
  const bytes = raw.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return disguised.test(bytes) ? undefined : decodeText(Buffer.from(bytes, 'latin1'));
}
