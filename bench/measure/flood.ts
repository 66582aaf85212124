import { ask } from './ask.ts';
import { startModule, stopChild } from './child.ts';

/** What is flooded, by how many connections. */
export interface Flood {
  readonly port: number;
  readonly connections: number;
}

/** Floods a server with pipelined requests from a process of its own. Resolves, with what ends it, once all connections have sent some. */
export async function startFlood(url: string, connections: number): Promise<() => Promise<void>> {
  const child = startModule(new URL('./processes/flood.ts', import.meta.url));
  const flood: Flood = { port: Number(new URL(url).port), connections };
  await ask(child, flood);
  return () => stopChild(child);
}
