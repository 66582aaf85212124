import type { ChildProcess } from 'node:child_process';
import { stopChild } from '../measure/child.ts';
import { exchange } from '../measure/exchange.ts';
import { freePort } from '../measure/free-port.ts';
import { propfind } from '../measure/propfind.ts';
import { until } from '../measure/until.ts';

/** A server that runs. */
export interface Peer {
  /** Without a slash at the end. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A WebDAV server over a folder. */
export interface FolderPeer {
  readonly name: string;
  /** Resolves without a peer where the program is not installed. */
  start(folder: string, scratch: string): Promise<Peer | undefined>;
}

/** Runs a program on a free port; resolves when it answers PROPFIND. */
export async function runOnFreePort(start: (port: number) => Promise<ChildProcess>): Promise<Peer> {
  const port = await freePort();
  const child = await start(port);
  const url = `http://127.0.0.1:${port}`;
  await until(`${url} answers`, async () => (await exchange(propfind(`${url}/`, 0))).status === 207);
  return { url, stop: () => stopChild(child) };
}
