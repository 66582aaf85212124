import { ask, next } from '../measure/ask.ts';
import { startModule, stopChild } from '../measure/child.ts';
import type { Peer } from './peer.ts';

/** What the stand-in's process tells when it serves. */
export interface ViewsFacts {
  readonly url: string;
}

/** The stand-in with a library in which every view has a folder of 10,000, in a process of its own. */
export interface ViewsImmich extends Peer {
  /** Takes some assets of each of those folders away, or brings them back. */
  change(): Promise<void>;
}

export async function startViewsImmich(): Promise<ViewsImmich> {
  const child = startModule(new URL('./processes/views-immich.ts', import.meta.url));
  const { url } = await next<ViewsFacts>(child);
  return { url, change: () => ask<void>(child, {}), stop: () => stopChild(child) };
}
