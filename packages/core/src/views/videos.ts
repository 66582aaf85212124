import { dayTaken } from './day.ts';
import { type DerivedView, isOnTimeline, nowhere } from './view.ts';

/** Videos by year. */
export const videos: DerivedView = {
  title: 'Videos',
  kind: 'derived:video',
  groupsOf: (asset) => (asset.type === 'video' && isOnTimeline(asset) ? [[dayTaken(asset).year]] : nowhere),
};
