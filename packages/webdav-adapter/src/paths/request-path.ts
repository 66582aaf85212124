import { LibraryError } from '@immich-webdav/core';
import { decodeText } from '../text/decode-text.ts';

const absoluteForm = /^https?:\/\/[^/?#]*/i;
// Separators of any system and control characters: no name contains them.
const forbidden = /[/\\\p{Cc}]/u;
const badEscape = /%(?![0-9a-f]{2})/i;
// RFC 3629 section 3: overlong forms and surrogates in UTF-8 hide a character from filters, so they are not read as Latin-1.
const disguised = /[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]/;

/**
 * The decoded segments of a request target (RFC 9112 section 3.2), Destination or resource tag. Undefined when malformed: a bad escape,
 * a dot segment, a separator or control character inside a segment. Escapes that are not UTF-8 are read as Latin-1. Repeated
 * slashes count as one: clients append a path with a leading slash to a base with a trailing one.
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

/** The segments of a base path in NFC; `/` unless set. Throws `invalid-name` for an invalid path. */
export function parseBasePath(path = '/'): readonly string[] {
  const base = parseRequestPath(path)?.map((segment) => segment.normalize());
  if (base === undefined) throw new LibraryError('invalid-name', `Set a base path like /photos/ instead of ${path}.`);
  return base;
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
