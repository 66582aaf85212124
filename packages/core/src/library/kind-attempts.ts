import type { TreeError } from '../errors/tree-error.ts';
import type { LeftOutKind } from '../ports/library-observer.ts';
import type { LibraryContext } from './context.ts';
import type { LeftOut } from './left-out.ts';
import { asTreeError } from './retry.ts';

/** What one refresh tried to list, and what failed of it. */
export interface KindAttempts {
  /** Does what lists one kind, and takes note of its failure; never rejects. */
  attempt(kind: LeftOutKind, work: () => Promise<void>): Promise<void>;
  readonly failed: number;
  hasFailed(kind: LeftOutKind): boolean;
  /** Tells the observer of each kind that failed. */
  tell(): void;
  /** The same; where all of these failed, for one reason, it is the library that fails and not its kinds. */
  tellAsOne(kinds: readonly LeftOutKind[]): void;
}

export function createKindAttempts(
  leftOut: LeftOut,
  { observer, signal }: Pick<LibraryContext, 'observer' | 'signal'>,
): KindAttempts {
  const failures = new Map<LeftOutKind, TreeError>();
  function tell(): void {
    if (signal.aborted) return;
    for (const [kind, error] of failures) observer.refreshFailed?.(error, kind);
  }
  return {
    async attempt(kind, work) {
      try {
        await leftOut.unless(kind, work);
      } catch (error) {
        failures.set(kind, asTreeError(error));
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
