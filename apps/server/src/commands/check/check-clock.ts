import ms from 'ms';
import { bad, type Finding, good } from './finding.ts';

/** The answer takes a while, and its date has whole seconds; less than this confuses nobody. */
const ALLOWED_MS = 60_000;

/** Whether this machine and Immich agree on the time; `aheadMs` is by how much Immich is ahead. */
export function checkClock(aheadMs: number): Finding {
  if (Math.abs(aheadMs) <= ALLOWED_MS) return good('Clock: agrees with the one of Immich.');
  const how = aheadMs > 0 ? 'behind' : 'ahead of';
  return bad(
    `Clock: this machine is ${ms(Math.abs(aheadMs), { long: true })} ${how} Immich; set the time of both, for example with NTP.`,
  );
}
