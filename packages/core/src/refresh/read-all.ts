import { inParallel, type Slots } from '../base/concurrency.ts';
import { asLibraryError, mayPass, pauseBefore, retries } from '../base/retry.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { treatmentOf } from '../catalog/kinds.ts';
import type { ListingLoader } from '../catalog/load-listing.ts';
import type { LibraryError } from '../errors/library-error.ts';
import type { AssetGroup } from '../ports/asset-group.ts';

/** A group that could not be read. */
export interface Failure {
  readonly group: AssetGroup;
  readonly error: LibraryError;
}

type Read = (all: readonly AssetGroup[]) => Promise<Failure[]>;

/** Returns a function that reports progress; call it after each group that was read. */
function createProgress(all: readonly AssetGroup[], { clock, observer }: LibraryContext): (read: AssetGroup) => void {
  const started = clock.elapsed();
  const groupsTotal = all.length;
  const assetsTotal = all.reduce((sum, { assetCount }) => sum + (assetCount ?? 0), 0);
  let groups = 0;
  let assets = 0;
  return ({ assetCount }) => {
    groups += 1;
    assets += assetCount ?? 0;
    observer.progressed?.({ groups, groupsTotal, assets, assetsTotal, durationMs: clock.elapsed() - started });
  };
}

interface ReadAllOptions {
  /** Listings read at the same time. */
  readonly width: number;
  /** Shared with other libraries. */
  readonly slots: Slots | undefined;
}

/**
 * Reads the listings of groups in the background, `width` at a time: each group once, then again those whose failure may pass, so
 * that a group that fails does not delay the others. Resolves with the groups that failed to the end.
 */
export function createReadAll(
  listings: ListingLoader,
  { width, slots }: ReadAllOptions,
  context: LibraryContext,
): Read {
  const { clock, observer, signal } = context;

  async function readEach(all: readonly AssetGroup[], onRead: (group: AssetGroup) => void): Promise<Failure[]> {
    const failures: Failure[] = [];
    await inParallel(all, width, async (group) => {
      const leave = await slots?.take(signal);
      try {
        if (signal.aborted) return;
        await listings.read(group, { background: true });
        onRead(group);
      } catch (error) {
        failures.push({ group, error: asLibraryError(error) });
      } finally {
        leave?.();
      }
    });
    return failures;
  }

  return async (all) => {
    const onRead = createProgress(all, context);
    let failures = await readEach(all, onRead);
    for (let retry = 1; retry <= retries && !signal.aborted; retry++) {
      const passing = failures.filter(({ error }) => mayPass(error));
      if (passing.length === 0) break;
      for (const { group, error } of passing)
        observer.retrying?.(`${treatmentOf(group.kind).noun} ${group.id}`, retry, error);
      const errors = passing.map(({ error }) => error);
      await clock.sleep(pauseBefore(retry, clock, errors), signal);
      const again = await readEach(
        passing.map(({ group }) => group),
        onRead,
      );
      failures = [...failures.filter(({ error }) => !mayPass(error)), ...again];
    }
    return failures;
  };
}
