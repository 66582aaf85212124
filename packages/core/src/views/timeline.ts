import { dayTaken } from './day.ts';
import { type DerivedView, nowhere, type View } from './view.ts';

/** How fine the folders of a timeline are. */
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
  // A month that is not read yet may hold anything.
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

/** By the day on which it was taken, where it was taken. */
export const timelines: Readonly<Record<TimelineLayout, View>> = {
  year: years,
  'year/month': months,
  'year/month/day': days,
};
