import type { SourceView } from './view.ts';

/** By label, labels within labels. */
export const tags: SourceView = { title: 'Tags', kind: 'tag' };
