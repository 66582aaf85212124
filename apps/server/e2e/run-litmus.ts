import { cpSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { newFolder, runProgram } from './program.ts';

/**
 * litmus begins with DELETE and MKCOL of `/litmus/`, and without it runs nothing. This stands before the read-only server,
 * answers those two itself and lets all else through to a server whose base path is `/litmus`.
 */
export async function litmusFolder(url: string): Promise<string> {
  const own: Readonly<Record<string, number>> = { 'DELETE /litmus/': 204, 'MKCOL /litmus/': 201 };
  const server = createServer((incoming, outgoing) => {
    const status = own[`${incoming.method} ${incoming.url}`];
    if (status !== undefined) return void outgoing.writeHead(status, { 'content-length': 0 }).end();
    const { method = 'GET', headers, url: path = '/' } = incoming;
    const forwarded = request(new URL(path, url), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** The names of the tests of a suite that passed. `logIn` is a name and a password. */
export async function passed(
  suite: string,
  url: string,
  logIn: readonly string[] = [],
): Promise<{ names: readonly string[]; output: string }> {
  const folder = newFolder();
  cpSync('/usr/share/litmus/htdocs', join(folder, 'htdocs'), { recursive: true });
  const { stdout } = await runProgram(suite, [url, ...logIn], { folder });
  const output = stdout.toString().replaceAll('\r', '\n');
  return { names: passedIn(output), output };
}

/** A test's result may come lines after its name, behind warnings. */
const passedIn = (output: string): readonly string[] =>
  output
    .split(/^ *\d+\. /m)
    .filter((part) => /\.+ pass/.test(part))
    .map((part) => /^\w+/.exec(part)?.[0] ?? '');
