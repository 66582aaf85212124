import { ask, next } from '../measure/ask.ts';
import { startModule, stopChild } from '../measure/child.ts';
import type { Peer } from './peer.ts';

/** A bare `node:http` server that gives one answer to everything: no server on Node.js can be faster. */
export async function startFloor(answer: { readonly body: string; readonly type: string }): Promise<Peer> {
  const child = startModule(new URL('./processes/floor.ts', import.meta.url));
  const { url } = await next<{ readonly url: string }>(child);
  await ask(child, answer);
  return { url, stop: () => stopChild(child) };
}
