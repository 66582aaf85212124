import type { ByteRange } from '@immich-webdav/core';

/** What a Range header asks for: from a position on, `last` included, or so many bytes at the end. */
export type AskedRange = ByteRange | { readonly suffix: number };

const single = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;
const endless = Number.MAX_SAFE_INTEGER;

/**
 * Reads a Range header (RFC 9110 section 14.2). Undefined for what is malformed, of another unit, or several ranges at once: a
 * server may ignore those, and no client of photos sends them.
 */
export function parseRange(header: string | undefined): AskedRange | undefined {
  const [, first = '', last = ''] = (header === undefined ? null : single.exec(header)) ?? [];
  if (first === '') return last === '' ? undefined : { suffix: Number(last) };
  const range = { first: Number(first), last: last === '' ? endless : Math.min(Number(last), endless) };
  return last !== '' && Number(last) < range.first ? undefined : range;
}

/**
 * The part of a file of `size` bytes; `whole` where the range is to be ignored, as it may be where there are no bytes at all. Without
 * a size, which only a suffix needs, the last position may lie past the end.
 */
export function satisfyRange(asked: AskedRange, size: number | undefined): ByteRange | 'whole' | 'unsatisfiable' {
  if (size === 0) return 'whole';
  if ('suffix' in asked) return suffix(asked.suffix, size);
  const { first, last } = asked;
  if (first >= (size ?? endless)) return 'unsatisfiable';
  return { first, last: size === undefined ? last : Math.min(last, size - 1) };
}

function suffix(length: number, size: number | undefined): ByteRange | 'whole' | 'unsatisfiable' {
  if (length === 0) return 'unsatisfiable';
  return size === undefined ? 'whole' : { first: Math.max(0, size - length), last: size - 1 };
}
