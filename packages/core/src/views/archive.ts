import { dayTaken } from './day.ts';
import { type DerivedView, nowhere } from './view.ts';

/** What the user put out of sight, by year. */
export const archive: DerivedView = {
  title: 'Archive',
  kind: 'derived:archived',
  groupsOf: (asset) => (asset.isArchived && asset.owner === undefined ? [[dayTaken(asset).year]] : nowhere),
};
