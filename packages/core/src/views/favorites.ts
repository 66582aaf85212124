import { type DerivedView, isOnTimeline, itself, nowhere } from './view.ts';

/** What the user marked as a favorite. */
export const favorites: DerivedView = {
  title: 'Favorites',
  kind: 'derived:favorite',
  groupsOf: (asset) => (asset.isFavorite && isOnTimeline(asset) ? itself : nowhere),
};
