import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from '../../../../bench/measure/free-port.ts';
import { selfSigned } from '../../../../packages/webdav-adapter/test/self-signed.ts';
import { findProgram, newFolder } from '../program.ts';
import { documented } from './documented.ts';

/** A reverse proxy in front of a server. */
export interface StartedProxy {
  readonly port: number;
  readonly ca: string;
}

/** The server behind a proxy. */
export type Upstream = { readonly port: number } | { readonly socketPath: string };

/** How to start a proxy; it is ended with the test. */
export interface ProxyProgram {
  readonly program: string;
  /** The configuration and the arguments in a folder. */
  readonly prepare: (parts: {
    readonly folder: string;
    readonly port: number;
    readonly upstream: Upstream;
    readonly cert: string;
    readonly key: string;
  }) => readonly string[];
}

/** Starts a proxy. Another process may take the free port first, so it is tried three times. */
export async function startProxy(proxy: ProxyProgram, upstream: Upstream): Promise<StartedProxy> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(proxy, upstream);
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function startOnce({ program, prepare }: ProxyProgram, upstream: Upstream): Promise<StartedProxy> {
  const folder = newFolder();
  const material = selfSigned('photos');
  const [cert, key] = [join(folder, 'fullchain.pem'), join(folder, 'privkey.pem')];
  writeFileSync(cert, material.cert);
  writeFileSync(key, material.key);
  const port = await freePort();
  const args = prepare({ folder, port, upstream, cert, key });
  const child = spawn(findProgram(program)!, args, {
    env: { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const ended = exited.then(() => Promise.reject(new Error(`${program} ended: ${log}`)));
  ended.catch(() => {});
  await Promise.race([accepting(port), ended]);
  return { port, ca: material.cert };
}

/** Resolves once a port accepts connections. */
async function accepting(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const address = (upstream: Upstream): string =>
  'port' in upstream ? `127.0.0.1:${upstream.port}` : `unix:${upstream.socketPath}`;

/** nginx as documented, at `/` or below a path that it passes on. */
export const nginx = (path = '/'): ProxyProgram => ({
  program: 'nginx',
  prepare({ folder, port, upstream, cert, key }) {
    const [site] = documented('nginx', [
      ['127.0.0.1:1700', address(upstream)],
      ['443 ssl', `127.0.0.1:${port} ssl`],
      ['/etc/letsencrypt/live/photos.example.org/fullchain.pem', cert],
      ['/etc/letsencrypt/live/photos.example.org/privkey.pem', key],
      ['location / {', `location ${path} {`],
    ]);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      `daemon off;\nmaster_process off;\npid ${folder}/pid;\nevents {}\nhttp {\naccess_log off;\n${temporary.join('\n')}\n${site}}\n`,
    );
    return ['-p', folder, '-c', file, '-e', 'stderr'];
  },
});

/** Caddy as documented, at `/` or below a path that it removes. */
export const caddy = (which: 'root' | 'below a path' = 'root'): ProxyProgram => ({
  program: 'caddy',
  prepare({ folder, port, upstream, cert, key }) {
    const sites = documented('caddyfile', [
      ['photos.example.org {', `https://127.0.0.1:${port} {\n\ttls ${cert} ${key}`],
      ['127.0.0.1:1700', address(upstream)],
    ]);
    const file = join(folder, 'Caddyfile');
    writeFileSync(file, `{\n\tadmin off\n\tauto_https off\n}\n${sites[which === 'root' ? 0 : 1]}`);
    return ['run', '--config', file, '--adapter', 'caddyfile'];
  },
});
