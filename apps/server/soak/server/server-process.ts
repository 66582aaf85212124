import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface Memory {
  /** Bytes, after a collection of garbage. */
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
}

/** The server in a separate process. */
export interface ServerProcess {
  readonly url: string;
  /** The text on standard error. Any text is a problem. */
  readonly stderr: () => string;
  /** Log lines with unexpected errors, which are bugs. */
  readonly bugs: readonly string[];
  readonly warnings: () => number;
  memory(): Promise<Memory>;
  /** Open files and sockets; undefined if the system does not report them. */
  handles(): number | undefined;
  /** Stops it. Resolves with the exit code, or the signal that ended it. */
  stop(): Promise<number | string | null>;
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Starts the server from its sources. Resolves when it listens. */
export async function startServerProcess(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const flags = ['--expose-gc', '--max-semi-space-size=4', '--conditions=@immich-webdav/source'];
  const child = spawn(process.execPath, [...flags, '--import', path('probe.ts'), path('../../src/main.ts')], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const bugs: string[] = [];
  let stderr = '';
  let warnings = 0;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    readLines(child, (line) => {
      const record = JSON.parse(line) as { level: number; url?: string; error?: { stack?: string } };
      if (record.url) resolve(record.url);
      if (record.level >= 40) warnings += 1;
      if (record.error?.stack) bugs.push(line);
    });
    child.once('exit', () => reject(new Error(`The server ended at its start: ${stderr}`)));
  });
  return {
    url,
    bugs,
    stderr: () => stderr,
    warnings: () => warnings,
    async memory() {
      const answer = once(child, 'message') as Promise<[Memory]>;
      child.send('measure');
      return (await answer)[0];
    },
    handles: () => handlesOf(child.pid),
    async stop() {
      child.kill('SIGTERM');
      const [code, signal] = await ended;
      return code ?? signal;
    },
  };
}

function readLines(child: ChildProcess, take: (line: string) => void): void {
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}

function handlesOf(pid: number | undefined): number | undefined {
  const folder = `/proc/${pid}/fd`;
  return existsSync(folder) ? readdirSync(folder).length : undefined;
}
