import { Session } from 'node:inspector/promises';
import { getHeapStatistics } from 'node:v8';
import type { LibraryObserver } from '@immich-webdav/core';
import { isBusy } from './is-busy.ts';

export interface MemoryParts {
  /** Bytes of the heap and its buffers, including garbage. */
  readonly heldBytes?: () => number;
  readonly collect?: () => Promise<void>;
  /** Milliseconds without another refresh before memory is collected. */
  readonly calmMs?: number;
  /** Whether a collection would delay requests. */
  readonly busy?: () => Promise<boolean>;
}

/** Growth that justifies the pause of a collection. */
const worthwhileBytes = 32 * 1024 * 1024;

/** A collection discards code that V8 has optimized, so it waits until clients have probably read the changes. */
const usualCalmMs = 4000;

/**
 * Gives memory back to the system after refreshes that used much of it, when no client is being served. V8 collects only when it
 * needs room, so a server that once read a large library would occupy several times the memory that it uses.
 */
export function giveBackMemory(observer: LibraryObserver, parts: MemoryParts = {}): LibraryObserver {
  const { heldBytes = heldByV8, collect = collectGarbage, calmMs = usualCalmMs, busy = isBusy } = parts;
  let needed = heldBytes();
  let calm: NodeJS.Timeout | undefined;
  let refreshes = 0;
  const hasGrown = (): boolean => heldBytes() - needed >= worthwhileBytes;
  async function collectAfterGrowth(): Promise<void> {
    const refresh = refreshes;
    // Under constant load V8 collects by itself, later.
    while (hasGrown() && (await busy())) if (refresh !== refreshes) return;
    if (refresh !== refreshes || !hasGrown()) return;
    // A failure is harmless: V8 collects by itself, later.
    await collect().catch(() => {});
    needed = heldBytes();
  }
  return {
    ...observer,
    refreshed(report) {
      observer.refreshed?.(report);
      refreshes += 1;
      clearTimeout(calm);
      calm = setTimeout(() => void collectAfterGrowth(), calmMs).unref();
    },
  };
}

function heldByV8(): number {
  const { total_heap_size: heap, external_memory: buffers } = getHeapStatistics();
  return heap + buffers;
}

/**
 * Collects all garbage and returns the memory to the system. Blocks the process for some 0.1 s. Why the inspector: decision 012.
 */
async function collectGarbage(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
}
