import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '@immich-webdav/demo-library';
import type { SoakLibrary } from '../library/soak-library.ts';
import { exchange, type Reply } from './exchange.ts';
import { judge } from './judge.ts';
import { operations } from './operations.ts';

/** The totals of all clients of a soak. */
export interface Tally {
  /** Counts by outcome, such as `GET 200` or `GET 200 broken`. */
  readonly replies: Map<string, number>;
  /** Complete answers with content that were compared with the true bytes. */
  verified: number;
  readonly violations: string[];
}

export interface ClientParts {
  readonly url: string;
  readonly library: SoakLibrary;
  readonly random: Random;
  readonly tally: Tally;
  readonly signal: AbortSignal;
}

const MOST_PAUSE_MS = 60;

/** Sends requests one by one on one connection until the signal aborts. */
export async function runClient({ url, library, random, tally, signal }: ClientParts): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let tag = '"none"';
  while (!signal.aborted) {
    const operation = random.pick(operations);
    const question = operation.ask({ library, random, tag });
    const reply = await exchange(agent, url, question).catch((error: unknown) => String(error));
    if (typeof reply === 'string') {
      tally.violations.push(reply);
      continue;
    }
    const verdict = await judge(library, operation, question, reply);
    if (verdict) tally.violations.push(`${operation.name}: ${verdict}`);
    count(tally, operation.name, reply);
    if (operation.isContent && reply.end === 'whole' && reply.status < 300) tally.verified += 1;
    tag = reply.headers.etag ?? tag;
    await sleep(random.whole(0, MOST_PAUSE_MS));
  }
  agent.destroy();
}

function count({ replies }: Tally, name: string, { status, end }: Reply): void {
  const key = end === 'whole' ? `${name} ${status}` : `${name} ${status} ${end}`;
  replies.set(key, (replies.get(key) ?? 0) + 1);
}
