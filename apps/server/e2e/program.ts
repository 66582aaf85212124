import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, onTestFinished, type SuiteFactory } from 'vitest';

/** What a program wrote and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface RunOptions {
  /** What it reads. */
  readonly input?: string;
  /** Where it runs; a new one unless given. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where a program is, or undefined when this machine does not have it. */
export const findProgram = (name: string): string | undefined =>
  [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/libexec/litmus',
    '/usr/lib/litmus',
    '/usr/libexec',
    '/usr/lib/gvfs',
  ]
    .map((folder) => join(folder, name))
    .find(isExecutable);

/** A suite that needs programs; skipped with the reason in its name when one is absent. */
export function describeWith(programs: readonly [string, ...string[]], suite: SuiteFactory<object>): void {
  const absent = programs.filter((program) => !findProgram(program));
  if (absent.length === 0) describe(programs[0], suite);
  else describe.skip(`${programs[0]} (skipped: ${absent.join(', ')} not installed)`, suite);
}

/** Runs a program to its end, with a home of its own, so that nobody's configuration takes part. */
export function runProgram(name: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { input = '', folder = newFolder(), environment = {} } = options;
  const child = spawn(findProgram(name) ?? name, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8', ...environment },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}

/** Runs rclone on a server, as one of its WebDAV vendors, with a single attempt. */
export const runRclone = (url: string, vendor: string, args: readonly string[]): Promise<Outcome> =>
  runProgram('rclone', [...args, '--webdav-url', url, '--webdav-vendor', vendor, '--retries', '1']);

/** An empty folder that is removed with the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'end-to-end-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
