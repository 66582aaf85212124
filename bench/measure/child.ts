import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

const patienceMs = 3000;

/** Starts a program whose errors are shown only when it ends before it was asked to. */
export function startChild(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options });
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-2000);
  });
  child.on('exit', (code) => {
    if (code) process.stderr.write(`${command} ended with ${code}: ${errors}\n`);
  });
  return child;
}

/** Starts a module of ours that talks by messages. */
export function startModule(file: URL, options: SpawnOptions = {}): ChildProcess {
  const args = ['--conditions=@immich-webdav/source', file.pathname];
  return startChild(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], ...options });
}

/** Ends a program by its own id; insists after three seconds. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  clearTimeout(insist);
}
