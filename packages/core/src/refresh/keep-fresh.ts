import { createPause } from '../base/concurrency.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { isSourceKind } from '../catalog/kinds.ts';
import type { ListingLoader } from '../catalog/load-listing.ts';
import type { Clock } from '../ports/clock.ts';
import type { RefreshResult } from '../ports/library-observer.ts';
import { nextRefresh, type RefreshPolicy } from './refresh-policy.ts';
import type { Settler } from './settle.ts';
import { createSweep, type Moment } from './sweep.ts';

/** Refreshes periodically. */
export interface FreshKeeper {
  /** Refreshes now, at every interval and soon after a hint, until the library stops. */
  run(): Promise<void>;
  /** Ends a wait. */
  readonly wake: () => void;
}

export interface FreshKeeperParts {
  readonly catalog: Catalog;
  readonly listings: ListingLoader;
  readonly policy: RefreshPolicy;
  readonly refresh: () => Promise<RefreshResult>;
  readonly settler: Pick<Settler, 'settle'>;
}

/** Delay of the first refresh after a restart, so that waiting clients are served from the store first. */
const restartPauseMs = 250;

/**
 * Milliseconds between a hint and its refresh: one change sends several hints. During an upload of many files hints never stop, so
 * the delay grows.
 */
const debounceMs = [500, 1000, 2000, 4000];
const longest = debounceMs.length - 1;

/** Index of the next delay; starts again after a time without hints that is longer than that delay. */
function nextDebounce(last: number, quietMs: number): number {
  const next = Math.min(last + 1, longest);
  return quietMs > (debounceMs[next] ?? 0) ? 0 : next;
}

const momentOf = (clock: Clock): Moment => ({ now: clock.now(), elapsed: clock.elapsed() });

export function createFreshKeeper(parts: FreshKeeperParts, { clock, signal, source }: LibraryContext): FreshKeeper {
  const { catalog, listings, policy, refresh, settler } = parts;
  const pause = createPause(clock);
  const sweep = createSweep(policy.sweepMs);

  /** Reads the listings that the sweep has due, changed or not. */
  async function sweepSome(): Promise<void> {
    // Derived groups change with their months.
    const ofSource = catalog.all().filter(({ group }) => isSourceKind(group.kind));
    for (const { group } of sweep.due(ofSource, momentOf(clock))) {
      if (signal.aborted) return;
      await listings.read(group, { background: true }).catch(() => {});
      sweep.verified(group.id, momentOf(clock));
    }
  }

  return {
    wake: pause.wake,
    async run() {
      source.changes?.watch(pause.wake, signal);
      let failures = 0;
      let debounce = -1;
      if (catalog.all().length > 0) await pause.wait(restartPauseMs);
      while (!signal.aborted) {
        const { now: beganAt, elapsed: started } = momentOf(clock);
        const result = await refresh();
        failures = result === 'complete' ? 0 : failures + 1;
        const durationMs = clock.elapsed() - started;
        await sweepSome();
        await settler.settle();
        if (signal.aborted) return;
        const ended = clock.elapsed();
        const last = { result, failures, durationMs, beganAt };
        const isHinted = await pause.wait(nextRefresh(policy, last, clock.now()));
        debounce = isHinted ? nextDebounce(debounce, clock.elapsed() - ended) : -1;
        if (isHinted) await clock.sleep(debounceMs[debounce] ?? 0, signal);
        pause.reset();
      }
    },
  };
}
