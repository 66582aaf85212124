import type { TreeError } from '../errors/tree-error.ts';
import type { LeftOutKind } from '../ports/library-observer.ts';
import type { LibraryContext } from './context.ts';
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
  return {
    has: (kind) => kindsLeftOut.has(kind),
    async unless(kind, work) {
      try {
        await work();
        kindsLeftOut.delete(kind);
      } catch (thrown) {
        const error = asTreeError(thrown);
        // Without any other there is nothing left to show, and that is a failure like all others.
        const isAllThereIs = kinds.length === 1 && kind === kinds[0];
        if (!isForGood(error) || isAllThereIs) throw error;
        if (!kindsLeftOut.has(kind)) observer.kindLeftOut?.(kind, error);
        kindsLeftOut.add(kind);
      }
    },
  };
}
