import { dayTaken } from './day.ts';
import { type DerivedView, isOnTimeline, itself, nowhere } from './view.ts';

/** The user's favorites. */
export const favorites: DerivedView = {
  title: 'Favorites',
  kind: 'derived:favorite',
  groupsOf: (asset) => (asset.isFavorite && isOnTimeline(asset) ? itself : nowhere),
};

/** The user's archived assets, by year. */
export const archive: DerivedView = {
  title: 'Archive',
  kind: 'derived:archived',
  groupsOf: (asset) => (asset.isArchived && asset.owner === undefined ? [[dayTaken(asset).year]] : nowhere),
};

/** Videos, by year. */
export const videos: DerivedView = {
  title: 'Videos',
  kind: 'derived:video',
  groupsOf: (asset) => (asset.type === 'video' && isOnTimeline(asset) ? [[dayTaken(asset).year]] : nowhere),
};

/** By country and city; an asset without a city is in the collection of its country. */
export const places: DerivedView = {
  title: 'Places',
  kind: 'derived:place',
  groupsOf(asset) {
    const { country, city } = asset.place ?? {};
    if (!country || !isOnTimeline(asset)) return nowhere;
    return [city ? [country, city] : [country]];
  },
};

const starsOf = (rating: number): string => (rating === 1 ? '1 star' : `${rating} stars`);

/** By number of stars, without unrated assets. */
export const rating: DerivedView = {
  title: 'Rating',
  kind: 'derived:rating',
  groupsOf: (asset) => (asset.rating && isOnTimeline(asset) ? [[starsOf(asset.rating)]] : nowhere),
};

/** By the folders in which the user keeps files, without the leading folders that all have in common. */
export const folders: DerivedView = {
  title: 'Folders',
  kind: 'derived:folder',
  dropsCommonPath: true,
  groupsOf({ originalPath, isFiledByPeople, owner }) {
    if (!originalPath || !isFiledByPeople || owner !== undefined) return nowhere;
    return [
      originalPath
        .split(/[/\\]/)
        .slice(0, -1)
        .filter((name) => name !== ''),
    ];
  },
};

/** Assets that partners share, by owner. */
export const partners: DerivedView = {
  title: 'Partners',
  kind: 'derived:partner',
  needs: 'partners',
  groupsOf: ({ owner }) => (owner === undefined ? nowhere : [[owner]]),
};
