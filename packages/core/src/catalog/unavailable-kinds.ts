import { asLibraryError } from '../base/retry.ts';
import type { LibraryError } from '../errors/library-error.ts';
import type { RefreshedKind } from '../ports/library-observer.ts';
import type { LibraryContext } from './context.ts';
import { isSourceKind } from './kinds.ts';

/** Kinds of groups that the user may not see: the others work without them. */
export interface UnavailableKinds {
  has(kind: RefreshedKind): boolean;
  /** Does what needs groups of that kind. When it is forbidden the kind is left out, which is told once, until it succeeds. */
  unless(kind: RefreshedKind, work: () => Promise<void>): Promise<void>;
}

const isForGood = ({ code }: LibraryError): boolean => code === 'forbidden' || code === 'not-supported';

export function createUnavailableKinds({
  kinds,
  observer,
}: Pick<LibraryContext, 'kinds' | 'observer'>): UnavailableKinds {
  const unavailableKinds = new Set<RefreshedKind>();
  const ofSource = kinds.filter(isSourceKind);
  // Months that nothing is made of are not shown.
  const shown = kinds.length > ofSource.length ? ofSource : ofSource.filter((kind) => kind !== 'month');
  /** Then there is nothing left to show, and that is a failure like all others. */
  const isEverything = (): boolean => shown.every((kind) => unavailableKinds.has(kind));
  return {
    has: (kind) => unavailableKinds.has(kind) && !isEverything(),
    async unless(kind, work) {
      try {
        await work();
        unavailableKinds.delete(kind);
      } catch (thrown) {
        const error = asLibraryError(thrown);
        if (!isForGood(error)) throw error;
        const isNew = !unavailableKinds.has(kind);
        unavailableKinds.add(kind);
        if (isEverything()) throw error;
        if (isNew) observer.kindUnavailable?.(kind, error);
      }
    },
  };
}
