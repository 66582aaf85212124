import { type DerivedView, isOnTimeline, nowhere } from './view.ts';

/** By country and city; a place without a city is in its country's folder. */
export const places: DerivedView = {
  title: 'Places',
  kind: 'derived:place',
  groupsOf(asset) {
    const { country, city } = asset.place ?? {};
    if (!country || !isOnTimeline(asset)) return nowhere;
    return [city ? [country, city] : [country]];
  },
};
