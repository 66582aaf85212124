import { dayTaken } from './day.ts';
import { type DerivedView, nowhere, type View } from './view.ts';

/** Levels of collections in a timeline. */
export type TimelineLayout = 'year' | 'year/month' | 'year/month/day';

const title = 'Timeline';

const years: DerivedView = {
  title,
  kind: 'derived:year',
  groupsOf: (asset) => (asset.isArchived ? nowhere : [[dayTaken(asset).year]]),
};

const months: View = {
  title,
  kind: 'month',
  // Show a month that is not read yet: it may have assets that are not archived.
  shows: ({ listing }) => !listing || listing.count > (listing.archivedCount ?? 0),
  includes: ({ isArchived }) => !isArchived,
  pathOf: ({ name }) => [name.slice(0, -3), name],
};

const days: DerivedView = {
  title,
  kind: 'derived:day',
  groupsOf(asset) {
    if (asset.isArchived) return nowhere;
    const { year, month, date } = dayTaken(asset);
    return [[year, month, date]];
  },
};

/** Timelines by the local date on which assets were taken. */
export const timelines: Readonly<Record<TimelineLayout, View>> = {
  year: years,
  'year/month': months,
  'year/month/day': days,
};
