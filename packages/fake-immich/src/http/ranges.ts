/** Bytes of a file, `start` up to but without `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header as Immich's file sender does, which is not RFC 9110 to the letter:
 * - another unit, a malformed range or several ranges: `whole` file (ranges that touch or overlap count as one),
 * - a suffix longer than the file, or nothing inside the file: `unsatisfiable`.
 */
export function parseRange(header: string, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  if (!/^ *bytes=/.test(header)) return 'whole';
  const ranges: ByteRange[] = [];
  for (const spec of header.slice(header.indexOf('=') + 1).split(',')) {
    const range = parseSpec(spec, size);
    if (!range) return 'whole';
    if (range.start >= 0 && range.start < range.end) ranges.push(range);
  }
  const [first, ...others] = combine(ranges);
  if (!first) return 'unsatisfiable';
  return others.length > 0 ? 'whole' : first;
}

function parseSpec(spec: string, size: number): ByteRange | undefined {
  const match = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(spec);
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return { start: size - Number(last), end: size };
  return { start: Number(first), end: last === '' ? size : Math.min(Number(last) + 1, size) };
}

function combine(ranges: readonly ByteRange[]): readonly ByteRange[] {
  const combined: ByteRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = combined.at(-1);
    if (!last || range.start > last.end) combined.push(range);
    else combined[combined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return combined;
}
