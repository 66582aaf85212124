import { type DerivedView, isOnTimeline, itself, nowhere } from './view.ts';

const dayMs = 86_400_000;

/** What was added today and on so many days before. */
export const recent = (days: number): DerivedView => ({
  title: 'Recent',
  kind: 'derived:recent',
  changesDaily: true,
  groupsOf: (asset, { beganAt }) =>
    isOnTimeline(asset) && asset.uploadedAt >= beganAt - days * dayMs ? itself : nowhere,
});
