import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WebdavFrontendOptions } from '../src/index.ts';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';

const library = () => new MemoryTree().file(['a.jpg'], { bytes: Buffer.from('picture') });

function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sockets-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'http.sock');
}

const serveOn = (path: string, options: Partial<WebdavFrontendOptions> = {}) =>
  serve(library(), { socket: { path, mode: 0o600 }, ...options });

async function ask(socketPath: string, method = 'GET', headers = {}): Promise<string> {
  const asked = request({ socketPath, path: '/a.jpg', method, headers, agent: false }).end();
  const answered = once(asked, 'response');
  asked.on('error', () => {});
  const [response] = await answered;
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
}

/** The file of a socket whose process was killed. */
async function leaveStaleSocket(path: string): Promise<void> {
  const program = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', program]), 'exit');
  expect(statSync(path).isSocket()).toBe(true);
}

describe.skipIf(process.platform === 'win32')('a Unix socket', () => {
  test('is served with its mode, has a URL as nginx writes it, and is gone after the stop', async () => {
    const path = newPath();
    const { url, stop } = await serveOn(path, { basePath: '/photos' });
    expect(url).toBe(`http://unix:${path}:/photos/`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await ask(path, 'OPTIONS')).toBe('');
    await stop();
    expect(existsSync(path)).toBe(false);
  });

  test('has clients without an address, or with that of a trusted proxy', async () => {
    const path = newPath();
    const addresses: string[] = [];
    await serveOn(path, { trustedProxies: ['unix'], onRequest: ({ address }) => addresses.push(address) });
    expect(await ask(path)).toBe('picture');
    expect(await ask(path, 'GET', { 'X-Forwarded-For': '203.0.113.9' })).toBe('picture');
    await expect.poll(() => addresses, { timeout: 10_000 }).toEqual(['', '203.0.113.9']);
  });

  test('that a killed process left is replaced', async () => {
    const path = newPath();
    await leaveStaleSocket(path);
    await serveOn(path);
    expect(await ask(path)).toBe('picture');
  });

  test('that another process serves is not replaced', async () => {
    const path = newPath();
    await serveOn(path);
    await expect(serveOn(path)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(await ask(path)).toBe('picture');
  });

  test('does not replace a file', async () => {
    const path = newPath();
    writeFileSync(path, 'kept');
    await expect(serveOn(path)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(statSync(path).size).toBe(4);
  });
});
