import { inParallel } from '../base/in-parallel.ts';
import { asLibraryError, mayPass, pauseBefore, retries } from '../base/retry.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { treatmentOf } from '../catalog/kinds.ts';
import type { ListingLoader } from '../catalog/load-listing.ts';
import type { LibraryError } from '../errors/library-error.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import { createProgress } from './progress.ts';

/** A group that could not be read. */
export interface Failure {
  readonly group: AssetGroup;
  readonly error: LibraryError;
}

type Read = (all: readonly AssetGroup[]) => Promise<Failure[]>;

function readOnce(
  listings: ListingLoader,
  width: number,
  context: LibraryContext,
): (told: (group: AssetGroup) => void) => Read {
  return (told) => async (all) => {
    const failures: Failure[] = [];
    await inParallel(all, width, async (group) => {
      if (context.signal.aborted) return;
      try {
        await listings.read(group, { background: true });
        told(group);
      } catch (error) {
        failures.push({ group, error: asLibraryError(error) });
      }
    });
    return failures;
  };
}

/**
 * Reads groups in the background, `width` at a time: every one once, then again those that failed in a way that may pass. So
 * retries wait until everybody had a first turn. Resolves with those that failed to the end.
 */
export function createReadAll(listings: ListingLoader, width: number, context: LibraryContext): Read {
  const { clock, observer, signal } = context;
  const reading = readOnce(listings, width, context);
  return async (all) => {
    const read = reading(createProgress(all, context));
    let failures = await read(all);
    for (let retry = 1; retry <= retries && !signal.aborted; retry++) {
      const passing = failures.filter(({ error }) => mayPass(error));
      if (passing.length === 0) break;
      for (const { group, error } of passing)
        observer.retrying?.(`${treatmentOf(group.kind).noun} ${group.id}`, retry, error);
      const errors = passing.map(({ error }) => error);
      await clock.sleep(pauseBefore(retry, clock, errors), signal);
      const again = await read(passing.map(({ group }) => group));
      failures = [...failures.filter(({ error }) => !mayPass(error)), ...again];
    }
    return failures;
  };
}
