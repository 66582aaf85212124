import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { demoApiKey } from '../demo/fake-library.ts';
import { startImmich } from '../test/start-server.ts';
import { describeWith, findProgram, newFolder } from './program.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

describeWith(['systemd-socket-activate'], () => {
  it('starts the server with the first connection, which is answered', async () => {
    const { immichUrl } = await startImmich('3.1.0');
    const folder = newFolder();
    const socketPath = join(folder, 'http.sock');
    const variables = {
      IMMICH_URL: immichUrl,
      IMMICH_API_KEY: demoApiKey,
      DATA_DIR: ':memory:',
      PATH: process.env.PATH,
    };
    const settings = Object.entries(variables).flatMap(([name, value]) => ['-E', `${name}=${value}`]);
    const child = spawn(
      findProgram('systemd-socket-activate')!,
      ['-l', socketPath, ...settings, process.execPath, '--conditions=@immich-webdav/source', main],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    // The file of the socket is there before it accepts connections.
    await vi.waitUntil(() => text.includes('Listening on'), { timeout: 30_000 });
    const asked = request({ socketPath, path: '/healthz', agent: false }).end();
    const answered = once(asked, 'response');
    asked.on('error', () => {});
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(200);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  });
});
