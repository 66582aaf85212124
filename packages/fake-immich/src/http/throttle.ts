import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A limit on media: bytes per second for each connection; undefined for none. */
export interface Throttle {
  bytesPerSecond: number | undefined;
}

/** Timers are no finer than a millisecond, so a connection may run ahead by this much before it waits. */
const SLACK_MS = 4;

/** What a late timer lost may be made up for, up to this much. */
const BURST_MS = 50;

/** When each connection may go on, in milliseconds of `performance.now()`. */
const dueTimes = new WeakMap<Socket, number>();

/** Accounts for bytes about to be sent on a connection; waits if it is ahead of the limit. */
export async function pace(throttle: Throttle, socket: Socket, bytes: number): Promise<void> {
  if (throttle.bytesPerSecond === undefined) return;
  const now = performance.now();
  const due = Math.max(dueTimes.get(socket) ?? now, now - BURST_MS);
  dueTimes.set(socket, due + (bytes * 1000) / throttle.bytesPerSecond);
  if (due - now > SLACK_MS) await sleep(due - now);
}

/** The largest piece to send at once: a throttled connection gets small ones, so that its rate is even. */
export const pieceSize = (throttle: Throttle): number =>
  throttle.bytesPerSecond === undefined
    ? Number.POSITIVE_INFINITY
    : Math.max(16 * 1024, Math.min(256 * 1024, Math.floor(throttle.bytesPerSecond / 500)));
