import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Environment } from '../src/index.ts';

export interface Run {
  readonly child: ChildProcess;
  /** What was written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The exit code, or the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals | null>;
  /** Resolves with the first match in what was written, or rejects when the process ends without one. */
  readonly until: (pattern: RegExp) => Promise<RegExpExecArray>;
}

export interface RunOptions {
  readonly input?: string;
  /** By default a folder without a `.env`. */
  readonly folder?: string;
  /** What Node itself is given. */
  readonly nodeOptions?: readonly string[];
}

/** Runs a program of this package by its path below it, with no variables but the given ones. Ended with the test. */
export function run(
  program: string,
  args: readonly string[],
  environment: Environment,
  { input = '', folder = tmpdir(), nodeOptions = [] }: RunOptions = {},
): Run {
  const path = fileURLToPath(new URL(`../${program}`, import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@immich-webdav/source', ...nodeOptions, path, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, DATA_DIR: ':memory:', ...environment },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.end(input);
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  }
  const exit = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal)),
  );
  const until = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(written.stdout);
        if (match) resolve(match);
      };
      child.stdout.on('data', look);
      void exit.then(() => reject(new Error(`It ended early: ${written.stdout}${written.stderr}`)));
      look();
    });
  return { child, exit, until, stdout: () => written.stdout, stderr: () => written.stderr };
}
