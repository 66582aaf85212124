import type { Asset } from '@immich-webdav/core';

const minute = 60_000;
const day = 24 * 60 * minute;

const firstDate = Date.parse('0001-01-01T00:00Z');
const lastDate = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The local time of capture: `2024-05-01T12:30:00+02:00` (ISO 16684-1 section 8.2.1.2). Without an offset if the asset has no
 * local time. Undefined for a year outside 1 to 9999.
 */
export function dateOf({ capturedAt, capturedLocally }: Asset): string | undefined {
  const shown = capturedLocally ?? capturedAt;
  if (!(shown >= firstDate && shown <= lastDate)) return undefined;
  const offset = capturedLocally === undefined ? '' : offsetOf(capturedLocally - capturedAt);
  return `${new Date(shown).toISOString().replace('.000', '').slice(0, -1)}${offset}`;
}

/** Empty for offsets with seconds (historical local mean times), which XMP dates cannot represent. */
function offsetOf(difference: number): string {
  if (difference % minute !== 0 || Math.abs(difference) >= day) return '';
  const minutes = Math.abs(difference) / minute;
  return `${difference < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
