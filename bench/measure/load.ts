import { ask } from './ask.ts';
import { startModule, stopChild } from './child.ts';
import type { Call } from './exchange.ts';

/** What autocannon tells; `duration` is seconds. */
export interface LoadResult {
  readonly '2xx': number;
  readonly non2xx: number;
  readonly errors: number;
  readonly duration: number;
}

const size = { connections: 16, duration: 1 };

/** Requests per second over 16 connections, sent from a process of their own. Rejects when any request fails. */
export async function requestsPerSecond({ headers = {}, ...call }: Call): Promise<number> {
  const { 'content-length': _, ...others } = headers;
  const child = startModule(new URL('./processes/load.ts', import.meta.url));
  const result = await ask<LoadResult>(child, { ...call, ...size, headers: others }).finally(() => stopChild(child));
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${call.url}: ${result.non2xx} answers were not 2xx, ${result.errors} requests failed.`);
  return result['2xx'] / result.duration;
}
