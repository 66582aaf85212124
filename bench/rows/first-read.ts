import { median } from '../measure/median.ts';
import { largeSize } from '../peers/large-library.ts';
import type { Row } from './row.ts';

/** A new server reads everything. */
export const firstRead: Row = {
  title: '1,000,000 assets in 2,000 albums: first full read',
  unit: 'assets/s',
  targets: { 'bare client': { kind: 'at least', value: 0.7 } },
  async measure({ large }) {
    const { readings } = await large();
    const rate = (seconds: number): number => Math.round(largeSize.assets / seconds);
    const ours = rate(median(readings.map(({ seconds }) => seconds)));
    const theirs = rate(median(readings.map(({ bareSeconds }) => bareSeconds)));
    return [{ against: 'bare client', ours, theirs }];
  },
};
