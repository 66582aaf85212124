import * as schemas from './schemas.ts';
import type { Setting } from './setting.ts';

const writeLevels = ['off', 'add'] as const;

/** What clients may change. */
export type WriteLevel = (typeof writeLevels)[number];

/** The types of the settings of writing. */
export interface WriteSettingValues {
  readonly WRITES: WriteLevel;
  readonly STAGING_MB: number;
}

const MOST_MEGABYTES = 1_000_000;

/** Settings of writing. */
export const writeSettings: { readonly [Name in keyof WriteSettingValues]: Setting<WriteSettingValues[Name]> } = {
  WRITES: {
    describes:
      'What clients may change: nothing (off), or add photos and albums (add). Nothing is ever replaced or deleted.',
    accepts: writeLevels.join(', '),
    default: 'off',
    schema: schemas.oneOf(writeLevels),
  },
  STAGING_MB: {
    describes: 'The disk space in DATA_DIR for uploads that are under way, in MB.',
    accepts: `a whole number from 1 to ${MOST_MEGABYTES}`,
    default: '10000',
    schema: schemas.wholeNumber(1, MOST_MEGABYTES),
  },
};
