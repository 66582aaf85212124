import { dayTaken } from './day.ts';
import { type DerivedView, isOnTimeline, nowhere } from './view.ts';

const ago = (years: number): string => (years === 1 ? '1 year ago' : `${years} years ago`);

/** What was taken on this day of the year in years before. */
export const memories: DerivedView = {
  title: 'Memories',
  kind: 'derived:memory',
  changesDaily: true,
  groupsOf(asset, today) {
    if (!isOnTimeline(asset)) return nowhere;
    const { year, date } = dayTaken(asset);
    const years = Number(today.year) - Number(year);
    return years > 0 && date.slice(-5) === today.date.slice(-5) ? [['On this day', ago(years)]] : nowhere;
  },
};
