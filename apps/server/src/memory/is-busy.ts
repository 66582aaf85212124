import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Polling stays below this share of the time; requests exceed it. */
const leastShare = 0.05;

/** Measures for `watchMs` whether the event loop is busy. Does not keep the process alive. */
export async function isBusy(watchMs = 1000): Promise<boolean> {
  const before = performance.eventLoopUtilization();
  await sleep(watchMs, undefined, { ref: false });
  return performance.eventLoopUtilization(before).utilization > leastShare;
}
