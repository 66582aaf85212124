import { createPause } from '../base/concurrency.ts';
import { createReportOnce } from '../base/report-once.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { Asset, Rendition } from '../ports/asset.ts';
import { createProbeQueue, keyOf, type Wanted } from './probe-queue.ts';
import { type Answers, probeRenditions } from './probe-renditions.ts';
import type { RenditionCache } from './rendition-cache.ts';

/** Fetches missing rendition metadata in the background, one group and rendition after the other. */
export interface RenditionProber {
  /**
   * Queues missing metadata for fetching, most recent request first. Resolves when it is fetched, or after a few seconds: clients
   * such as rclone take an absent length for 0. Resolves at once while another request waits for the same.
   */
  request(wanted: Wanted): Promise<void>;
  /** Fetches until the library stops. */
  run(): Promise<void>;
  /** Ends a wait. */
  readonly wake: () => void;
}

/** Assets between two writes to the cache, which clients see. */
const batch = 100;
const waitMs = 3_600_000;
/** Enough for a collection of some hundreds. */
const patienceMs = 5000;
/** After the library gave no answers. */
const retryMs = 60_000;

export function createRenditionProber(cache: RenditionCache, context: LibraryContext): RenditionProber {
  const { source, store, clock, observer, signal } = context;
  const queue = createProbeQueue();
  const waiting = new Map<string, () => void>();
  const waitedFor = new Set<string>();
  /** Assets that failed last time come last, so that a file that is broken in the library does not block others. */
  const failedLast = new Set<string>();
  const pause = createPause(clock);
  const troubles = createReportOnce<'any rendition'>();
  let isRunning = false;

  async function missing({ groupId, rendition, isWanted }: Wanted): Promise<readonly Asset[]> {
    const listing = await store.readListing(groupId);
    const wanted = listing?.members.map(({ asset }) => asset).filter(isWanted) ?? [];
    const cached = await cache.read(rendition, wanted);
    const unfetched = wanted.filter(({ id }) => !cached.get(id)?.isCurrent);
    const hasFailed = ({ id }: Asset): boolean => failedLast.has(id);
    return [...unfetched.filter((asset) => !hasFailed(asset)), ...unfetched.filter(hasFailed)];
  }

  function note({ metadata, failed }: Answers): void {
    for (const { id } of metadata.keys()) failedLast.delete(id);
    for (const { id } of failed) failedLast.add(id);
  }

  /** Reports trouble once, until metadata is fetched again. */
  function report(rendition: Rendition, { metadata, trouble }: Answers): void {
    if (metadata.size > 0) troubles.clear('any rendition');
    if (!trouble || signal.aborted) return;
    troubles.report('any rendition', trouble.code, () => observer.renditionsFailed?.(rendition, trouble));
  }

  /** Resolves with whether the library answered. */
  async function fetchAll(wanted: Wanted): Promise<boolean> {
    const { groupId, rendition } = wanted;
    const assets = await missing(wanted);
    if (assets.length < wanted.missing) cache.renew(groupId);
    for (let first = 0; first < assets.length && !signal.aborted; first += batch) {
      const answers = await probeRenditions(rendition, assets.slice(first, first + batch), context);
      note(answers);
      if (answers.metadata.size > 0) await cache.write(groupId, rendition, answers.metadata);
      await cache.writeNone(groupId, rendition, answers.none);
      report(rendition, answers);
      if (answers.trouble) return false;
      const done = Math.min(first + batch, assets.length);
      observer.renditionsProbed?.({ rendition, done, total: assets.length, groupsLeft: queue.length });
    }
    return true;
  }

  function release(key: string): void {
    waiting.get(key)?.();
    waiting.delete(key);
  }

  async function fetchNext(wanted: Wanted): Promise<void> {
    const key = keyOf(wanted);
    const isAnswered = await fetchAll(wanted);
    for (const other of isAnswered ? [key] : [key, ...queue.keys()]) release(other);
    if (isAnswered) waitedFor.delete(key);
    else {
      queue.putBack(wanted);
      await pause.wait(retryMs);
    }
  }

  return {
    async request(wanted) {
      if (!source.renditions) return;
      const key = keyOf(wanted);
      queue.add(wanted);
      pause.wake();
      if (!isRunning || waitedFor.has(key)) return;
      waitedFor.add(key);
      const done = new Promise<void>((resolve) => waiting.set(key, resolve));
      await Promise.race([done, clock.sleep(patienceMs, signal)]);
    },
    wake: pause.wake,
    async run() {
      isRunning = true;
      while (source.renditions && !signal.aborted) {
        const wanted = queue.next();
        if (wanted) await fetchNext(wanted);
        else await pause.wait(waitMs);
      }
    },
  };
}
