import type { SourceView } from './view.ts';

/** What is in no album. */
export const notInAlbum: SourceView = { title: 'Not in album', kind: 'unfiled', pathOf: () => [] };
