import type { ByteRange } from '@immich-webdav/core';

/** The range of a Range header: from `first` to `last` inclusive, or the last `suffix` bytes. */
export type RequestedRange = ByteRange | { readonly suffix: number };

const single = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;
const endless = Number.MAX_SAFE_INTEGER;

/**
 * Parses a Range header (RFC 9110 section 14.2). Undefined for a malformed one, another unit or several ranges: a server may ignore
 * those, and no photo client sends them.
 */
export function parseRange(header: string | undefined): RequestedRange | undefined {
  const [, first = '', last = ''] = (header === undefined ? null : single.exec(header)) ?? [];
  if (first === '') return last === '' ? undefined : { suffix: Number(last) };
  const range = { first: Number(first), last: last === '' ? endless : Math.min(Number(last), endless) };
  return last !== '' && Number(last) < range.first ? undefined : range;
}

/**
 * The range within a file of `size` bytes; `whole` to ignore the range, as for an empty file. Without a size, which only a suffix
 * needs, the last position may lie past the end.
 */
export function satisfyRange(
  requested: RequestedRange,
  size: number | undefined,
): ByteRange | 'whole' | 'unsatisfiable' {
  if (size === 0) return 'whole';
  if ('suffix' in requested) return suffix(requested.suffix, size);
  const { first, last } = requested;
  if (first >= (size ?? endless)) return 'unsatisfiable';
  return { first, last: size === undefined ? last : Math.min(last, size - 1) };
}

function suffix(length: number, size: number | undefined): ByteRange | 'whole' | 'unsatisfiable' {
  if (length === 0) return 'unsatisfiable';
  return size === undefined ? 'whole' : { first: Math.max(0, size - length), last: size - 1 };
}
