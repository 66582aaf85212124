import { next } from '../measure/ask.ts';
import { startModule, stopChild } from '../measure/child.ts';
import type { Peer } from './peer.ts';

/** A bare `node:http` reverse proxy. */
export async function startProxy(upstream: string): Promise<Peer> {
  const child = startModule(new URL('./processes/proxy.ts', import.meta.url), {
    env: { ...process.env, UPSTREAM: upstream },
  });
  const { url } = await next<{ readonly url: string }>(child);
  return { url, stop: () => stopChild(child) };
}
