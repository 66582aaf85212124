const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** A length for people, in powers of 1000: `823 B`, `4.2 MB`. */
export function formatByteCount(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = '';
  for (const next of units) {
    if (value < 999.95) break;
    value /= 1000;
    unit = next;
  }
  return `${value.toFixed(1)} ${unit}`;
}
