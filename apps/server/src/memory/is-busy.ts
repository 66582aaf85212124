import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Some polling takes less; somebody who is served takes more. */
const leastShare = 0.05;

/** Watches this process for some milliseconds: whether it works rather than waits. Keeps nothing alive. */
export async function isBusy(watchMs = 1000): Promise<boolean> {
  const before = performance.eventLoopUtilization();
  await sleep(watchMs, undefined, { ref: false });
  return performance.eventLoopUtilization(before).utilization > leastShare;
}
