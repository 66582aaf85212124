import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Configuration } from '../../configuration/configuration.ts';
import { codeOf } from '../../files/file-error.ts';
import { explainFailure } from '../explain-failure.ts';
import { bad, type Finding, good } from './finding.ts';

const PATIENCE_MS = 2000;

/** Whether the server could listen where it is told to, or does so already. */
export async function checkPort({ host, port }: Configuration['webdav']): Promise<Finding> {
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

/** Whether a server like this one answers there, by its own health page. */
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
