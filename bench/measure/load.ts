import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Call } from './exchange.ts';

const autocannon = fileURLToPath(import.meta.resolve('autocannon'));
const run = promisify(execFile);
const seconds = 1.5;
const connections = 16;

/** Requests per second over 16 connections, sent from a process of their own. */
export async function requestsPerSecond(call: Call): Promise<number> {
  const headers = Object.entries(call.headers ?? {}).filter(([name]) => name !== 'content-length');
  const args = [
    ...[autocannon, '--json', '--no-progress', '-c', String(connections), '-d', String(seconds)],
    ...['-m', call.method ?? 'GET'],
    ...headers.flatMap(([name, value]) => ['-H', `${name}=${value}`]),
    ...(call.body === undefined ? [] : ['-b', call.body]),
    call.url,
  ];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1e7 });
  const result = JSON.parse(stdout);
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${call.url} under load: ${result.non2xx} answers were not 2xx, ${result.errors} requests failed.`);
  return result['2xx'] / result.duration;
}
