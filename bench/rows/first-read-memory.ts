import { median } from '../measure/median.ts';
import type { LargeLibrary, Reading } from '../peers/large-library.ts';
import type { Comparison, Row } from './row.ts';

/** What a small home server needs to read everything. */
export const firstReadPeak: Row = {
  title: '1,000,000 assets: peak memory of the first full read',
  unit: 'MB',
  targets: { 'a limit': { kind: 'at most', value: 600 } },
  measure: async ({ large }) => megabytes(await large(), ({ memory }) => memory?.peak),
};

/** And what it needs from then on. */
export const firstReadRest: Row = {
  title: '1,000,000 assets: memory at rest, 10 s after that',
  unit: 'MB',
  targets: { 'a limit': { kind: 'at most', value: 250 } },
  measure: async ({ large }) => megabytes(await large(), ({ memory }) => memory?.now),
};

/** Disk space of `DATA_DIR`. */
export const storeSize: Row = {
  title: '1,000,000 assets: disk space of the kept listings',
  unit: 'MB',
  targets: {},
  measure: async ({ large }) => megabytes(await large(), ({ storeBytes }) => storeBytes),
};

function megabytes({ readings }: LargeLibrary, bytesOf: (reading: Reading) => number | undefined): Comparison[] {
  const bytes = readings.map(bytesOf).filter((value) => value !== undefined);
  return bytes.length === 0 ? [] : [{ against: 'a limit', ours: median(bytes) / 1e6 }];
}
