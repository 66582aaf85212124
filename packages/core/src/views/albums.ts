import { legalName } from '../names/legal-name.ts';
import type { SourceView } from './view.ts';

/** Albums of the user's own, and those shared with them. */
export const albums: SourceView = { title: 'Albums', kind: 'album', splitsByType: true };

/** Albums of others, by whose they are. */
export const sharedWithMe: SourceView = {
  title: 'Shared with me',
  kind: 'album',
  splitsByType: true,
  shows: ({ group: { owner } }) => owner !== undefined,
  pathOf: ({ group, name }) => [legalName(group.owner ?? ''), ...name.split('/')],
};
