import type { ByteRange } from '@immich-webdav/core';

/** `Content-Range` (RFC 9110 section 14.4). */
export interface ContentRange {
  /** Absent if the range was not satisfiable. */
  readonly range?: ByteRange;
  /** Length of the whole; absent for `*`. */
  readonly size?: number;
}

/** Parses the header; undefined if absent or malformed. */
export function parseContentRange(value: string | undefined): ContentRange | undefined {
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/i.exec(value ?? '');
  if (!match) return undefined;
  const [, first, last, size] = match;
  return {
    ...(first !== undefined && { range: { first: Number(first), last: Number(last) } }),
    ...(size !== '*' && { size: Number(size) }),
  };
}
