import { type DerivedView, isOnTimeline, nowhere } from './view.ts';

const folderOf = (stars: number): string => (stars === 1 ? '1 star' : `${stars} stars`);

/** By stars; what has none is left out. */
export const rating: DerivedView = {
  title: 'Rating',
  kind: 'derived:rating',
  groupsOf: (asset) => (asset.rating && isOnTimeline(asset) ? [[folderOf(asset.rating)]] : nowhere),
};
