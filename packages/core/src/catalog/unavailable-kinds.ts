import { createReportOnce } from '../base/report-once.ts';
import { asLibraryError } from '../base/retry.ts';
import type { LibraryError } from '../errors/library-error.ts';
import type { RefreshedKind } from '../ports/library-observer.ts';
import type { LibraryContext } from './context.ts';
import { isSourceKind } from './kinds.ts';

/** Kinds of groups that the user may not see or that the library does not have. Other kinds work without them. */
export interface UnavailableKinds {
  has(kind: RefreshedKind): boolean;
  /** Runs work that needs groups of a kind. `forbidden` and `not-supported` make the kind unavailable until work succeeds. */
  unless(kind: RefreshedKind, work: () => Promise<void>): Promise<void>;
}

const isPermanent = ({ code }: LibraryError): boolean => code === 'forbidden' || code === 'not-supported';

export function createUnavailableKinds({
  kinds,
  observer,
}: Pick<LibraryContext, 'kinds' | 'observer'>): UnavailableKinds {
  const unavailable = createReportOnce<RefreshedKind>();
  const ofSource = kinds.filter(isSourceKind);
  // Months that no view is derived from are not shown.
  const shown = kinds.length > ofSource.length ? ofSource : ofSource.filter((kind) => kind !== 'month');
  /** With nothing left to show, the library fails as a whole. */
  const isEverything = (): boolean => shown.every((kind) => unavailable.has(kind));
  return {
    has: (kind) => unavailable.has(kind) && !isEverything(),
    async unless(kind, work) {
      try {
        await work();
        unavailable.clear(kind);
      } catch (thrown) {
        const error = asLibraryError(thrown);
        if (!isPermanent(error)) throw error;
        unavailable.report(kind, 'unavailable', () => {
          if (!isEverything()) observer.kindUnavailable?.(kind, error);
        });
        if (isEverything()) throw error;
      }
    },
  };
}

/** The kinds that one refresh tried to list, and their failures. */
export interface KindAttempts {
  /** Runs the work that lists a kind and records its failure; never rejects. */
  attempt(kind: RefreshedKind, work: () => Promise<void>): Promise<void>;
  readonly failed: number;
  hasFailed(kind: RefreshedKind): boolean;
  /** Reports each kind that failed. */
  report(): void;
  /** Reports each kind that failed, or the library once if all these kinds failed with the same code. */
  reportAsOne(kinds: readonly RefreshedKind[]): void;
}

export function createKindAttempts(
  unavailable: UnavailableKinds,
  { observer, signal }: Pick<LibraryContext, 'observer' | 'signal'>,
): KindAttempts {
  const failures = new Map<RefreshedKind, LibraryError>();
  function report(): void {
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
    report,
    reportAsOne(kinds) {
      const [first, ...others] = kinds.map((kind) => failures.get(kind));
      const isOne = failures.size > 1 && others.every((error) => error?.code === first?.code);
      if (!first || !isOne) report();
      else if (!signal.aborted) observer.refreshFailed?.(first);
    },
  };
}
