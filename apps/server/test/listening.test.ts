import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { type RequestOptions, request as requestTls } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { selfSigned } from '../../../packages/webdav-adapter/test/self-signed.ts';
import { demoApiKey } from '../demo/fake-library.ts';
import { run } from './run-command.ts';
import { startImmich } from './start-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

async function environment(own: Readonly<Record<string, string>>) {
  const { immichUrl } = await startImmich('3.1.0');
  return { IMMICH_URL: immichUrl, IMMICH_API_KEY: demoApiKey, DATA_DIR: ':memory:', WEBDAV_PORT: '0', ...own };
}

/** The status of a GET. */
async function statusOf(options: RequestOptions, send: typeof request | typeof requestTls = request): Promise<number> {
  const asked = send({ agent: false, path: '/healthz', ...options }).end();
  const answered = once(asked, 'response');
  // The connection may be reset after the answer.
  asked.on('error', () => {});
  const [answer] = await answered;
  answer.resume();
  return answer.statusCode;
}

function certificateFiles() {
  const folder = temporaryFolder();
  const { cert, key } = selfSigned('photos');
  const files = { TLS_CERT: join(folder, 'fullchain.pem'), TLS_KEY: join(folder, 'privkey.pem') };
  writeFileSync(files.TLS_CERT, cert);
  writeFileSync(files.TLS_KEY, key);
  return { files, ca: cert };
}

describe('HTTPS', () => {
  it('is served with TLS_CERT and TLS_KEY, and named in the log', async () => {
    const { files, ca } = certificateFiles();
    const server = run('src/main.ts', [], await environment(files));
    const [, port] = await server.until(/Serving https:\/\/127\.0\.0\.1:(\d+)\/ /);
    expect(await statusOf({ host: '127.0.0.1', port: Number(port), ca }, requestTls)).toBe(200);
    await server.until(/GNOME gio mount davs:\/\/127/);
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
  });

  it.each(['serve', 'check'])('%s says which file is wrong', async (command) => {
    const { files } = certificateFiles();
    const server = run('src/main.ts', [command], await environment({ ...files, TLS_KEY: files.TLS_CERT }));
    expect(await server.exit).toBe(1);
    expect(server.stdout() + server.stderr()).toContain('TLS_KEY holds no private key in PEM');
    expect(server.stderr()).not.toMatch(/\n {4}at /);
  });
});

describe.skipIf(process.platform === 'win32')('a Unix socket', () => {
  it('is served with WEBDAV_SOCKET and its mode', async () => {
    const socketPath = join(temporaryFolder(), 'http.sock');
    const server = run('src/main.ts', [], await environment({ WEBDAV_SOCKET: socketPath, WEBDAV_SOCKET_MODE: '600' }));
    await server.until(/Serving http:\/\/unix:\/.*\/http\.sock:\/ /);
    expect(statSync(socketPath).mode & 0o777).toBe(0o600);
    expect(await statusOf({ socketPath })).toBe(200);
    expect(await statusOf({ socketPath, path: '/' })).toBe(200);
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
    expect(existsSync(socketPath)).toBe(false);
    expect(server.stdout()).not.toContain('mount');
  });

  it.each(['serve', 'check'])('%s says why it cannot be used', async (command) => {
    const socketPath = join(temporaryFolder(), 'none', 'http.sock');
    const server = run('src/main.ts', [command], await environment({ WEBDAV_SOCKET: socketPath }));
    expect(await server.exit).toBe(1);
    expect(server.stdout() + server.stderr()).toMatch(/WEBDAV_SOCKET.*(does not exist)/);
  });
});

/** Starts the server as systemd would: with a listening socket at descriptor 3. Returns its port. */
async function activate(host: string, own: Readonly<Record<string, string>>): Promise<number> {
  const listening = createServer().listen(0, host);
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const { fd } = (listening as unknown as { readonly _handle: { readonly fd: number } })._handle;
  const script = 'export LISTEN_PID=$$; exec "$@"';
  const child: ChildProcess = spawn(
    'sh',
    ['-c', script, 'sh', process.execPath, '--conditions=@immich-webdav/source', main],
    {
      cwd: temporaryFolder(),
      env: { PATH: process.env.PATH, LISTEN_FDS: '1', ...(await environment(own)) },
      stdio: ['ignore', 'pipe', 'inherit', fd],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  listening.close();
  let text = '';
  for await (const chunk of child.stdout!) {
    text += chunk;
    if (/Serving http:/.test(text)) break;
  }
  expect(text).toContain(`Serving http://${host === '0.0.0.0' ? 'localhost' : host}:${port}/ `);
  return port;
}

describe.skipIf(process.platform === 'win32')('socket activation', () => {
  it('serves the socket that was passed', async () => {
    const port = await activate('127.0.0.1', { WEBDAV_HOST: '127.0.0.1' });
    expect(await statusOf({ host: '127.0.0.1', port })).toBe(200);
    expect(await statusOf({ host: '127.0.0.1', port, path: '/' })).toBe(200);
  });

  it('of every address serves no other machine without a password', async (context) => {
    const own = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal);
    if (own === undefined) return context.skip('There is no other network interface.');
    const port = await activate('0.0.0.0', {});
    const headers = { host: 'localhost' };
    expect(await statusOf({ host: '127.0.0.1', port, path: '/', headers })).toBe(200);
    expect(await statusOf({ host: own.address, port, path: '/', headers })).toBe(421);
  });
});
