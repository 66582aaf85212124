import { cpSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer, versions } from '../test/start-server.ts';
import { describeWith, findProgram, newFolder, runProgram } from './program.ts';

/**
 * litmus begins with DELETE and MKCOL of `/litmus/`, and without it runs nothing. This stands before the read-only server,
 * answers those two itself and lets all else through to a server whose base path is `/litmus`.
 */
async function litmusFolder(url: string): Promise<string> {
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

/** The names of the tests of a suite that passed. */
async function passed(suite: string, url: string): Promise<{ names: readonly string[]; output: string }> {
  const folder = newFolder();
  cpSync('/usr/share/litmus/htdocs', join(folder, 'htdocs'), { recursive: true });
  const { stdout } = await runProgram(suite, [url], { folder });
  const output = stdout.toString().replaceAll('\r', '\n');
  return { names: passedIn(output), output };
}

/** A test's result may come lines after its name, behind warnings. */
const passedIn = (output: string): readonly string[] =>
  output
    .split(/^ *\d+\. /m)
    .filter((part) => /\.+ pass/.test(part))
    .map((part) => /^\w+/.exec(part)?.[0] ?? '');

/** Only what reads: the rest of each suite writes first. */
const readOnly: readonly (readonly [suite: string, tests: readonly string[]])[] = [
  ['http', ['init', 'begin']],
  ['basic', ['init', 'begin', 'options']],
  ['props', ['init', 'begin', 'propfind_invalid', 'propfind_invalid2', 'propfind_d0']],
];

describeWith(['litmus'], () => {
  describe.each(versions)('over Immich %s', (version) => {
    it.each(readOnly)('the part of %s that only reads', async (suite, tests) => {
      const { url } = await startServer(version, { WEBDAV_BASE_PATH: '/litmus' });
      expect(findProgram(suite)).toBeDefined();
      const { names, output } = await passed(suite, await litmusFolder(url));
      expect(names, output).toEqual(expect.arrayContaining([...tests]));
      expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    });

    it('is refused its folder, at once', async () => {
      const { url } = await startServer(version);
      const { output } = await passed('http', url);
      expect(output).toMatch(/Could not create new collection `\/litmus\/' for tests: 403/);
    });
  });
});
