import { getHeapStatistics } from 'node:v8';
import type { LibraryObserver } from '@immich-webdav/core';
import { collectGarbage } from './collect-garbage.ts';
import { isBusy } from './is-busy.ts';

export interface MemoryParts {
  /** Bytes that the heap and its buffers take now, garbage included. */
  readonly heldBytes?: () => number;
  readonly collect?: () => Promise<void>;
  /** Milliseconds without another refresh. */
  readonly calmMs?: number;
  /** Whether there is somebody who would have to wait. */
  readonly busy?: () => Promise<boolean>;
}

/** Less is not worth the pause. */
const worthwhileBytes = 32 * 1024 * 1024;

/** A collection takes a while and costs what V8 had optimized, so it waits until nobody is likely to look at what changed. */
const usualCalmMs = 4000;

function heldByV8(): number {
  const { total_heap_size: heap, external_memory: buffers } = getHeapStatistics();
  return heap + buffers;
}

/**
 * Adds to an observer that memory is given back after refreshes that took much, once nobody is served. V8 collects when it needs room and never because
 * there is time, so a server that read a large library once would keep several times of what it uses.
 */
export function giveBackMemory(observer: LibraryObserver, parts: MemoryParts = {}): LibraryObserver {
  const { heldBytes = heldByV8, collect = collectGarbage, calmMs = usualCalmMs, busy = isBusy } = parts;
  let needed = heldBytes();
  let calm: NodeJS.Timeout | undefined;
  /** Counts refreshes. */
  let latest = 0;
  const hasGrown = (): boolean => heldBytes() - needed >= worthwhileBytes;
  async function collectAfterGrowth(): Promise<void> {
    const mine = latest;
    // Where somebody is always served, V8 comes to it by itself, later.
    while (hasGrown() && (await busy())) if (mine !== latest) return;
    if (mine !== latest || !hasGrown()) return;
    // A heap that cannot be collected is collected later by V8 itself.
    await collect().catch(() => {});
    needed = heldBytes();
  }
  return {
    ...observer,
    refreshed(report) {
      observer.refreshed?.(report);
      latest += 1;
      clearTimeout(calm);
      calm = setTimeout(() => void collectAfterGrowth(), calmMs).unref();
    },
  };
}
