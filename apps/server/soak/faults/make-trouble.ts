import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '@immich-webdav/demo-library';
import type { FakeImmich } from '@immich-webdav/fake-immich';
import { troubles } from './fault-table.ts';

export interface TroubleParts {
  readonly immich: FakeImmich;
  readonly port: number;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/**
 * Causes faults one by one, with pauses, until the signal aborts. Resolves with the count of each when all have ended.
 */
export async function makeTrouble({
  immich,
  port,
  random,
  signal,
}: TroubleParts): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  while (!signal.aborted) {
    const trouble = random.pick(troubles);
    counts.set(trouble.name, (counts.get(trouble.name) ?? 0) + 1);
    const end = trouble.begin(immich, random, port);
    await pause(random.whole(50, 2000), signal);
    await end();
    if (random.chance(0.3)) immich.cutWebsockets();
    if (random.chance(0.3)) immich.closeIdleConnections();
    await pause(random.whole(0, 1000), signal);
  }
  return counts;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => {});
