import type { SourceKind } from '../ports/asset-source.ts';
import { defaultViewSettings, type ViewName, type ViewSettings, viewOf } from '../views/views.ts';
import { isSourceKind, kindsOf, labelKinds } from './kinds.ts';

/** What decides which kinds of groups a library asks for. */
export interface Needs {
  readonly views: readonly ViewName[];
  readonly viewSettings?: Partial<ViewSettings>;
  readonly hasSidecars?: boolean;
}

/** The kinds of groups that a source is asked for, for whoever has to know which permissions that takes. */
export function neededKinds({ views, viewSettings, hasSidecars = false }: Needs): readonly SourceKind[] {
  const settings = { ...defaultViewSettings, ...viewSettings };
  const shown = views.map((name) => viewOf(name, settings));
  return kindsOf(shown, hasSidecars ? labelKinds : []).filter(isSourceKind);
}
