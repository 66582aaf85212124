import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, lstat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import type { Configuration } from '../configuration/configuration.ts';
import { explainFailure } from '../errors/explain-failure.ts';
import { codeOf, fileError } from '../errors/file-error.ts';
import { bad, type Finding, good } from './finding.ts';

const PATIENCE_MS = 2000;

/** Checks that the configured port is free, or that this server is already listening on it. */
export async function checkPort({ host, port, socket, fd }: Configuration['webdav']): Promise<Finding> {
  if (fd !== undefined) return good('WEBDAV_PORT: systemd passes the socket.');
  if (socket !== undefined) return checkSocket(socket.path);
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    return good(port === 0 ? 'WEBDAV_PORT: any free port.' : `WEBDAV_PORT: ${port} is free.`);
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE' && (await isServed(host, port))) {
      return good(`WEBDAV_PORT: this server is running on ${port} already.`);
    }
    return bad(`WEBDAV_PORT: ${explainFailure(error)}`);
  }
}

/** The folder has to be writable, and the path free or a socket. */
async function checkSocket(path: string): Promise<Finding> {
  try {
    await access(dirname(path), constants.W_OK);
    const found = await lstat(path).catch(() => undefined);
    if (found !== undefined && !found.isSocket()) return bad(`WEBDAV_SOCKET: ${path} is no socket; name another file.`);
    return good(`WEBDAV_SOCKET: ${path} can be used.`);
  } catch (error) {
    return bad(`WEBDAV_SOCKET: ${fileError(dirname(path), error)}`);
  }
}

/** Whether the health page of this server answers on the port. */
async function isServed(host: string, port: number): Promise<boolean> {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const name = reachable.includes(':') ? `[${reachable}]` : reachable;
  try {
    const answer = await fetch(`http://${name}:${port}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok && (await answer.text()) === 'ok\n';
  } catch {
    return false;
  }
}
