import type { ByteRange } from '@immich-webdav/core';

const single = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/**
 * The part that a Range header asks for (RFC 9110 section 14.2). `whole` for what is malformed, of another unit, or several
 * ranges at once: a server may ignore those, and no client of photos sends them.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const match = header === undefined ? null : single.exec(header);
  if (match === null) return 'whole';
  const [, first = '', last = ''] = match;
  if (first === '') return last === '' ? 'whole' : suffix(Number(last), size);
  const from = Number(first);
  const to = last === '' ? Number.POSITIVE_INFINITY : Number(last);
  if (to < from) return 'whole';
  return from >= size ? 'unsatisfiable' : { first: from, last: Math.min(to, size - 1) };
}

function suffix(length: number, size: number): ByteRange | 'unsatisfiable' {
  if (length === 0 || size === 0) return 'unsatisfiable';
  return { first: Math.max(0, size - length), last: size - 1 };
}
