import { next } from '../measure/ask.ts';
import { startModule, stopChild } from '../measure/child.ts';
import type { Peer } from './peer.ts';

/** A bare `node:http` server that answers everything with one file, read from disk each time. */
export async function startDisk(file: string): Promise<Peer> {
  const child = startModule(new URL('./processes/disk.ts', import.meta.url), {
    env: { ...process.env, SERVED_FILE: file },
  });
  const { url } = await next<{ readonly url: string }>(child);
  return { url, stop: () => stopChild(child) };
}
