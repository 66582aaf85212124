import type { Asset } from '@immich-webdav/core';

const minute = 60_000;
const day = 24 * 60 * minute;

const firstDate = Date.parse('0001-01-01T00:00Z');
const lastDate = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * When it was taken, as the clock showed there: `2024-05-01T12:30:00+02:00` (ISO 16684-1 section 8.2.1.2).
 * Without an offset where that is not known. Undefined where its year has not four digits.
 */
export function dateOf({ capturedAt, capturedLocally }: Asset): string | undefined {
  const shown = capturedLocally ?? capturedAt;
  if (!(shown >= firstDate && shown <= lastDate)) return undefined;
  const offset = capturedLocally === undefined ? '' : offsetOf(capturedLocally - capturedAt);
  return `${new Date(shown).toISOString().replace('.000', '').slice(0, -1)}${offset}`;
}

/** Local mean times of old have seconds in their offset; XMP's dates cannot say that, and tell the clock alone. */
function offsetOf(difference: number): string {
  if (difference % minute !== 0 || Math.abs(difference) >= day) return '';
  const minutes = Math.abs(difference) / minute;
  return `${difference < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
