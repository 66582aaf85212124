import type { GroupKind, SourceKind } from '../ports/asset-source.ts';
import { isDerived, type View } from '../views/view.ts';

/** How groups of a kind are treated. */
interface Treatment {
  /** Its listings are read before anybody asks for them, and whenever they change; others once somebody asked for them. */
  readonly isEager: boolean;
  /** What one is called in messages, and what many are. */
  readonly noun: string;
  readonly plural: string;
}

const ofSource: Readonly<Record<SourceKind, Treatment>> = {
  album: { isEager: true, noun: 'album', plural: 'albums' },
  month: { isEager: true, noun: 'month', plural: 'months' },
  person: { isEager: false, noun: 'person', plural: 'people' },
  tag: { isEager: false, noun: 'tag', plural: 'tags' },
  unfiled: { isEager: false, noun: 'folder', plural: 'what is in no album' },
  search: { isEager: false, noun: 'saved search', plural: 'saved searches' },
};

const ofMonths: Treatment = { isEager: false, noun: 'folder', plural: 'folders' };

/** Whether the source has such groups; others are made of months. */
export const isSourceKind = (kind: GroupKind): kind is SourceKind => kind in ofSource;

export const treatmentOf = (kind: GroupKind): Treatment => (isSourceKind(kind) ? ofSource[kind] : ofMonths);

/** The kinds of groups that views, and perhaps others, need, those of the source first. */
export function kindsOf(views: readonly View[], others: readonly SourceKind[] = []): readonly GroupKind[] {
  const shown = views.map(({ kind }): GroupKind => kind);
  const needed: readonly GroupKind[] = views.some(isDerived) ? ['month'] : [];
  const all = [...new Set([...shown, ...needed, ...others])];
  return [...all.filter(isSourceKind), ...all.filter((kind) => !isSourceKind(kind))];
}
