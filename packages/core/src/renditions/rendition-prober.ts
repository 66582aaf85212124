import { createPause } from '../base/concurrency.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { Asset, Rendition } from '../ports/asset.ts';
import { createProbeQueue, keyOf, type Wanted } from './probe-queue.ts';
import { type Answers, probeRenditions } from './probe-renditions.ts';
import type { RenditionCache } from './rendition-cache.ts';

/** Asks the library for what is not known of renditions, one after the other, in the background. */
export interface RenditionProber {
  /**
   * Learns what is missing, some time; what was asked for last comes first, since somebody looks at it. Resolves when that is done,
   * or after a few seconds, and at once when somebody waits for the same already: rclone takes a length that is not told for 0.
   */
  learn(wanted: Wanted): Promise<void>;
  /** Learns until the library stops. */
  run(): Promise<void>;
  /** Ends a wait. */
  readonly wake: () => void;
}

/** Learnt before it is kept, and seen by clients. */
const batch = 100;
const waitMs = 3_600_000;
/** A folder of some hundreds is learnt by then. */
const patienceMs = 5000;
/** After a library that gave no answers. */
const retryMs = 60_000;

export function createRenditionProber(book: RenditionCache, context: LibraryContext): RenditionProber {
  const { source, store, clock, observer, signal } = context;
  const queue = createProbeQueue();
  const waiting = new Map<string, () => void>();
  const waitedFor = new Set<string>();
  /** What the library could not tell of last time comes last: it may be a file that is broken there, and holds up no other. */
  const failedLast = new Set<string>();
  const pause = createPause(clock);
  let isRunning = false;
  let told: string | undefined;

  async function missing({ groupId, rendition, isWanted }: Wanted): Promise<readonly Asset[]> {
    const listing = await store.readListing(groupId);
    const wanted = listing?.members.map(({ asset }) => asset).filter(isWanted) ?? [];
    const known = await book.read(rendition, wanted);
    const unknown = wanted.filter(({ id }) => !known.get(id)?.isCurrent);
    const hasFailed = ({ id }: Asset): boolean => failedLast.has(id);
    return [...unknown.filter((asset) => !hasFailed(asset)), ...unknown.filter(hasFailed)];
  }

  function note({ metadata, failed }: Answers): void {
    for (const { id } of metadata.keys()) failedLast.delete(id);
    for (const { id } of failed) failedLast.add(id);
  }

  /** Tells of trouble once, until something is learnt again. */
  function tell(rendition: Rendition, { metadata, trouble }: Answers): void {
    if (metadata.size > 0) told = undefined;
    if (trouble && told !== trouble.code && !signal.aborted) observer.renditionsFailed?.(rendition, trouble);
    if (trouble) told = trouble.code;
  }

  /** Resolves with whether the library answered. */
  async function learnAll(wanted: Wanted): Promise<boolean> {
    const { groupId, rendition } = wanted;
    const assets = await missing(wanted);
    if (assets.length < wanted.missing) book.renew(groupId);
    for (let first = 0; first < assets.length && !signal.aborted; first += batch) {
      const answers = await probeRenditions(rendition, assets.slice(first, first + batch), context);
      note(answers);
      if (answers.metadata.size > 0) await book.write(groupId, rendition, answers.metadata);
      book.writeNone(groupId, rendition, answers.none);
      tell(rendition, answers);
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

  async function learnNext(wanted: Wanted): Promise<void> {
    const key = keyOf(wanted);
    const isAnswered = await learnAll(wanted);
    for (const other of isAnswered ? [key] : [key, ...queue.keys()]) release(other);
    if (isAnswered) waitedFor.delete(key);
    else {
      queue.putBack(wanted);
      await pause.wait(retryMs);
    }
  }

  return {
    async learn(wanted) {
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
        if (wanted) await learnNext(wanted);
        else await pause.wait(waitMs);
      }
    },
  };
}
