import type { SourceView } from './view.ts';

/** By who is on it; hidden and unnamed people are left out. */
export const people: SourceView = { title: 'People', kind: 'person' };
