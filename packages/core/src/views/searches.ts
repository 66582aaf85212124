import type { SourceView } from './view.ts';

/** Saved searches. */
export const searches: SourceView = { title: 'Searches', kind: 'search' };
