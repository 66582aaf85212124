import { ask, next } from '../measure/ask.ts';
import { startModule, stopChild } from '../measure/child.ts';
import type { Call } from '../measure/exchange.ts';
import type { Peer } from './peer.ts';

/** What the stand-in's process tells when it serves. */
export interface ImmichFacts {
  readonly url: string;
  /** The name of the album of 10,000 assets. */
  readonly album: string;
  readonly smallId: string;
  readonly largeId: string;
}

/** What it can be told to do. */
export interface ImmichOrder {
  readonly kind: 'change' | 'throttle';
  readonly bytesPerSecond?: number;
}

/** The stand-in for Immich, in a process of its own. */
export interface Immich extends Peer, ImmichFacts {
  /** Takes an asset out of the album, or puts it back. */
  change(): Promise<void>;
  throttle(bytesPerSecond?: number): Promise<void>;
}

export const apiKey = 'admin-key';

export async function startImmich(): Promise<Immich> {
  const child = startModule(new URL('./processes/immich.ts', import.meta.url));
  const facts = await next<ImmichFacts>(child);
  const order = (message: ImmichOrder) => ask<void>(child, message);
  return {
    ...facts,
    change: () => order({ kind: 'change' }),
    throttle: (bytesPerSecond) => order({ kind: 'throttle', ...(bytesPerSecond !== undefined && { bytesPerSecond }) }),
    stop: () => stopChild(child),
  };
}

/** A request for an original, to Immich or a proxy before it. */
export const original = (url: string, id: string, headers: Readonly<Record<string, string>> = {}): Call => ({
  url: `${url}/api/assets/${id}/original`,
  headers: { ...headers, 'x-api-key': apiKey },
});
