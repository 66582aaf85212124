import { getHeapStatistics } from 'node:v8';
import type { LibraryObserver } from '@immich-webdav/core';
import { collectGarbage } from './collect-garbage.ts';

export interface MemoryParts {
  /** Bytes that the heap takes now, garbage included. */
  readonly heapBytes?: () => number;
  readonly collect?: () => Promise<void>;
}

/** Less is not worth the pause. */
const worthwhileBytes = 64 * 1024 * 1024;

/**
 * Adds to an observer that memory is given back after refreshes that took much. V8 collects when it needs room and never because
 * there is time, so a server that read a large library once would keep several times of what it uses.
 */
export function giveBackMemory(observer: LibraryObserver, parts: MemoryParts = {}): LibraryObserver {
  const { heapBytes = () => getHeapStatistics().total_heap_size, collect = collectGarbage } = parts;
  let needed = heapBytes();
  async function collectAfterGrowth(): Promise<void> {
    if (heapBytes() - needed < worthwhileBytes) return;
    // A heap that cannot be collected is collected later by V8 itself.
    await collect().catch(() => {});
    needed = heapBytes();
  }
  return {
    ...observer,
    refreshed(report) {
      observer.refreshed?.(report);
      void collectAfterGrowth();
    },
  };
}
