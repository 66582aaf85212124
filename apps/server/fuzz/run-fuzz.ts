import { createFakeImmich, library, photo, video } from '@immich-webdav/fake-immich';
import fc from 'fast-check';
import { settled } from '../soak/run-soak.ts';
import { type Memory, type ServerProcess, startServerProcess } from '../soak/server/server-process.ts';
import { type Conversation, conversation } from './arbitraries.ts';
import { converse, type Verdict } from './converse.ts';

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  /** Called with a line about the progress, now and then. */
  readonly onProgress?: (line: string) => void;
}

export interface FuzzReport {
  readonly requests: number;
  readonly connections: number;
  /** Number of answers by status. */
  readonly answers: ReadonlyMap<string, number>;
  /** One text for each finding, with the seed that repeats it. */
  readonly findings: readonly string[];
  /** After a fifth of the requests, and at the end. */
  readonly memory: { readonly early: Memory; readonly late: Memory };
  readonly handles: { readonly before: number | undefined; readonly after: number | undefined };
}

/** Connections at once. */
const clients = 16;
/** Conversations of one seed. */
const batchSize = 200;
const mostFindings = 20;
const progressEvery = 10_000;
/** Bounded caches fill up, and V8 caches compiled code. */
const mostGrowth = 6_000_000;

/** Sends random requests over raw sockets to a server in a separate process. Resolves with everything that is wrong. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const film = video('film.mp4', { content: { generated: 100_000 } });
  const albums = library()
    .album('A', [photo('a b.jpg'), film])
    .album('日', [photo('x.jpg')])
    .sharedLink({ album: 'A', slug: 'open' });
  const immich = createFakeImmich({ version: '3.1.0', library: albums });
  const server = await startServerProcess({
    IMMICH_URL: (await immich.listen()).url,
    IMMICH_API_KEY: 'admin-key',
    FLATTEN_ASSET_STRUCTURE: 'true',
    SHARED_LINKS: 'true',
    DATA_DIR: ':memory:',
    WEBDAV_PORT: '0',
    TRUSTED_PROXIES: 'loopback',
  });
  try {
    return await fuzz(server, options);
  } finally {
    await server.stop().catch(() => {});
    await immich.close();
  }
}

async function fuzz(
  server: ServerProcess,
  { requests: wanted, seed, onProgress = () => {} }: FuzzOptions,
): Promise<FuzzReport> {
  const port = Number(new URL(server.url).port);
  const findings: string[] = [];
  let before: number | undefined;
  let early: Memory | undefined;
  let requests = 0;
  let connections = 0;
  const answers = new Map<string, number>();
  let reported = 0;
  for (let batch = seed; requests < wanted && findings.length < mostFindings; batch++) {
    // The first batch opens the connection for hints and what else stays open.
    if (batch === seed + 1) before = await settled(server);
    const conversations = fc.sample(conversation, { seed: batch, numRuns: batchSize });
    await runBatch(port, conversations, {
      onAnswer: (status) => answers.set(status, (answers.get(status) ?? 0) + 1),
      onFinding: (found) => findings.push(`${found}\n  pnpm bench fuzz 1 ${batch}`),
    });
    connections += conversations.length;
    requests += conversations.reduce((sum, { requests: own }) => sum + own, 0);
    if (requests >= wanted / 5) early ??= await server.memory();
    if (requests - reported < progressEvery) continue;
    reported = requests;
    onProgress(`${requests} requests on ${connections} connections, ${findings.length} findings.`);
  }
  const after = await settled(server, before);
  const late = await server.memory();
  const memory = { early: early ?? late, late };
  findings.push(...server.bugs.map((bug) => `The server logged an unexpected error: ${bug}`));
  if (late.heapUsed - memory.early.heapUsed > mostGrowth)
    findings.push(`The heap grew from ${memory.early.heapUsed} to ${late.heapUsed} bytes.`);
  if (before !== undefined && (after ?? 0) > before)
    findings.push(`${after} open files and sockets instead of ${before}.`);
  const exit = await server.stop();
  if (exit !== 0 || server.stderr() !== '') findings.push(`The server ended with ${exit}: ${server.stderr()}`);
  return { requests, connections, answers, findings, memory, handles: { before, after } };
}

interface BatchEvents {
  readonly onAnswer: (status: string) => void;
  readonly onFinding: (text: string) => void;
}

async function runBatch(
  port: number,
  conversations: readonly Conversation[],
  { onAnswer, onFinding }: BatchEvents,
): Promise<void> {
  const left = [...conversations];
  const gone = (error: Error): Verdict => ({ statuses: [], problem: `The server is gone: ${error.message}.` });
  const client = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { statuses, problem } = await converse(port, next).catch(gone);
      for (const status of statuses) onAnswer(status);
      if (problem !== undefined) onFinding(`${problem} ${described(next)}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}

const longestShown = 1000;

const described = ({ chunks, end }: Conversation): string =>
  `${end} after ${JSON.stringify(chunks.map((chunk) => chunk.toString('latin1'))).slice(0, longestShown)}`;
