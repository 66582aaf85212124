import { legalName } from '../names/legal-name.ts';
import type { SourceView } from './view.ts';

/** Albums of the user, and albums shared with the user. */
export const albums: SourceView = {
  title: 'Albums',
  kind: 'album',
  splitsByType: true,
  writes: { addFile: 'to-group', addCollection: 'album' },
};

/** The assets of the only album, in the collection of the view. */
export const onlyAlbum: SourceView = { title: 'Album', kind: 'album', pathOf: () => [] };

/** Albums of other users, by owner. */
export const sharedWithMe: SourceView = {
  title: 'Shared with me',
  kind: 'album',
  splitsByType: true,
  shows: ({ group: { owner } }) => owner !== undefined,
  pathOf: ({ group, name }) => [legalName(group.owner ?? ''), ...name.split('/')],
};

/** By person. */
export const people: SourceView = { title: 'People', kind: 'person' };

/** By tag, nested as tags are. */
export const tags: SourceView = { title: 'Tags', kind: 'tag' };

/** Assets in no album, in the collection of the view. */
export const notInAlbum: SourceView = { title: 'Not in album', kind: 'unfiled', pathOf: () => [] };

/** By saved search. */
export const searches: SourceView = { title: 'Searches', kind: 'search' };
