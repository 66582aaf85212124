import { type DerivedView, nowhere } from './view.ts';

/** What partners share, by whose it is. */
export const partners: DerivedView = {
  title: 'Partners',
  kind: 'derived:partner',
  needs: 'partners',
  groupsOf: ({ owner }) => (owner === undefined ? nowhere : [[owner]]),
};
