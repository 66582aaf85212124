import type { GroupKind, SourceKind } from '../ports/asset-group.ts';
import { isDerived, type View } from '../views/view.ts';
import { defaultViewSettings, type ShownView, type ViewSettings, viewOf } from '../views/views.ts';

/** How groups of a kind are treated. */
interface Treatment {
  /** Holds only the user's own assets, and the library does not report which of them left. */
  readonly isWatched: boolean;
  /** A refresh reads its listings before the first request for them; others are refreshed once they were requested. */
  readonly isEager: boolean;
  /** The kind in messages, singular and plural. */
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

/** Whether a source lists groups of the kind; other kinds are derived from months. */
export const isSourceKind = (kind: GroupKind): kind is SourceKind => kind in ofSource;

export const treatmentOf = (kind: GroupKind): Treatment => (isSourceKind(kind) ? ofSource[kind] : ofMonths);

/** The kinds whose members a sidecar names. */
export const labelKinds: readonly SourceKind[] = ['person', 'tag'];

/** The kinds that views need, and `others`; kinds of the source first. Includes months where a view depends on them. */
export function kindsOf(views: readonly View[], others: readonly SourceKind[] = []): readonly GroupKind[] {
  const shown = views.map(({ kind }): GroupKind => kind);
  const needsMonths = views.some((view) => isDerived(view) || treatmentOf(view.kind).isWatched);
  const needed: readonly GroupKind[] = needsMonths ? ['month'] : [];
  const all = [...new Set([...shown, ...needed, ...others])];
  return [...all.filter(isSourceKind), ...all.filter((kind) => !isSourceKind(kind))];
}

/** The settings that decide which kinds of groups a library lists. */
export interface Needs {
  readonly views: readonly ShownView[];
  readonly viewSettings?: Partial<ViewSettings>;
  readonly hasSidecars?: boolean;
}

/** The kinds of groups that a library lists from its source, e.g. to derive the permissions that an API key needs. */
export function neededKinds({ views, viewSettings, hasSidecars = false }: Needs): readonly SourceKind[] {
  const settings = { ...defaultViewSettings, ...viewSettings };
  const shown = views.map((name) => viewOf(name, settings));
  return kindsOf(shown, hasSidecars ? labelKinds : []).filter(isSourceKind);
}
