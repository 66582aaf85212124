import { asLibraryError } from '../base/retry.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { UnavailableKinds } from '../catalog/unavailable-kinds.ts';
import type { LibraryError } from '../errors/library-error.ts';
import type { RefreshedKind } from '../ports/library-observer.ts';

/** What one refresh tried to list, and what failed of it. */
export interface KindAttempts {
  /** Does what lists one kind, and takes note of its failure; never rejects. */
  attempt(kind: RefreshedKind, work: () => Promise<void>): Promise<void>;
  readonly failed: number;
  hasFailed(kind: RefreshedKind): boolean;
  /** Tells the observer of each kind that failed. */
  tell(): void;
  /** The same; where all of these failed, for one reason, it is the library that fails and not its kinds. */
  tellAsOne(kinds: readonly RefreshedKind[]): void;
}

export function createKindAttempts(
  unavailable: UnavailableKinds,
  { observer, signal }: Pick<LibraryContext, 'observer' | 'signal'>,
): KindAttempts {
  const failures = new Map<RefreshedKind, LibraryError>();
  function tell(): void {
    if (signal.aborted) return;
    for (const [kind, error] of failures) observer.refreshFailed?.(error, kind);
  }
  return {
    async attempt(kind, work) {
      try {
        await unavailable.unless(kind, work);
      } catch (error) {
        failures.set(kind, asLibraryError(error));
      }
    },
    get failed() {
      return failures.size;
    },
    hasFailed: (kind) => failures.has(kind),
    tell,
    tellAsOne(kinds) {
      const [first, ...others] = kinds.map((kind) => failures.get(kind));
      const isOne = failures.size > 1 && others.every((error) => error?.code === first?.code);
      if (!first || !isOne) tell();
      else if (!signal.aborted) observer.refreshFailed?.(first);
    },
  };
}
