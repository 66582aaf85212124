import type { GroupKind, SourceKind } from '../ports/asset-source.ts';
import { isDerived, type View } from '../views/view.ts';

/** How groups of a kind are treated. */
interface Treatment {
  /** Holds the user's own assets only, and the library does not report which of them left; months do. */
  readonly isWatched: boolean;
  /** Its listings are read before anybody asks for them, and whenever they change; others once somebody asked for them. */
  readonly isEager: boolean;
  /** What one is called in messages, and what many are. */
  readonly noun: string;
  readonly plural: string;
}

const ofSource: Readonly<Record<SourceKind, Treatment>> = {
  album: { isWatched: false, isEager: true, noun: 'album', plural: 'albums' },
  month: { isWatched: false, isEager: true, noun: 'month', plural: 'months' },
  person: { isWatched: true, isEager: false, noun: 'person', plural: 'people' },
  tag: { isWatched: true, isEager: false, noun: 'tag', plural: 'tags' },
  unfiled: { isWatched: true, isEager: false, noun: 'folder', plural: 'what is in no album' },
  search: { isWatched: true, isEager: false, noun: 'saved search', plural: 'saved searches' },
};

const ofMonths: Treatment = { isWatched: false, isEager: false, noun: 'folder', plural: 'folders' };

/** Whether the source has such groups; others are made of months. */
export const isSourceKind = (kind: GroupKind): kind is SourceKind => kind in ofSource;

export const treatmentOf = (kind: GroupKind): Treatment => (isSourceKind(kind) ? ofSource[kind] : ofMonths);

/** The kinds that sidecars tell of. */
export const labelKinds: readonly SourceKind[] = ['person', 'tag'];

/** The kinds of groups that views, and perhaps others, need, those of the source first. Months are among them where others rest on them. */
export function kindsOf(views: readonly View[], others: readonly SourceKind[] = []): readonly GroupKind[] {
  const shown = views.map(({ kind }): GroupKind => kind);
  const needsMonths = views.some((view) => isDerived(view) || treatmentOf(view.kind).isWatched);
  const needed: readonly GroupKind[] = needsMonths ? ['month'] : [];
  const all = [...new Set([...shown, ...needed, ...others])];
  return [...all.filter(isSourceKind), ...all.filter((kind) => !isSourceKind(kind))];
}
