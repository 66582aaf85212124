import type { TreeError } from '../errors/tree-error.ts';
import type { LeftOutKind } from '../ports/library-observer.ts';
import type { LibraryContext } from './context.ts';
import { isSourceKind } from './kinds.ts';
import { asTreeError } from './retry.ts';

/** Kinds of groups that the user may not see: the others work without them. */
export interface LeftOut {
  has(kind: LeftOutKind): boolean;
  /** Does what needs groups of that kind. When it is forbidden the kind is left out, which is told once, until it succeeds. */
  unless(kind: LeftOutKind, work: () => Promise<void>): Promise<void>;
}

const isForGood = ({ code }: TreeError): boolean => code === 'forbidden' || code === 'not-supported';

export function createLeftOut({ kinds, observer }: Pick<LibraryContext, 'kinds' | 'observer'>): LeftOut {
  const kindsLeftOut = new Set<LeftOutKind>();
  const ofSource = kinds.filter(isSourceKind);
  // Months that nothing is made of are not shown.
  const shown = kinds.length > ofSource.length ? ofSource : ofSource.filter((kind) => kind !== 'month');
  /** Then there is nothing left to show, and that is a failure like all others. */
  const isEverything = (): boolean => shown.every((kind) => kindsLeftOut.has(kind));
  return {
    has: (kind) => kindsLeftOut.has(kind) && !isEverything(),
    async unless(kind, work) {
      try {
        await work();
        kindsLeftOut.delete(kind);
      } catch (thrown) {
        const error = asTreeError(thrown);
        if (!isForGood(error)) throw error;
        const isNew = !kindsLeftOut.has(kind);
        kindsLeftOut.add(kind);
        if (isEverything()) throw error;
        if (isNew) observer.kindLeftOut?.(kind, error);
      }
    },
  };
}
