import { chmod, lstat, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect, type ListenOptions as NodeListenOptions } from 'node:net';

/** A Unix domain socket. */
export interface UnixSocket {
  readonly path: string;
  /** Permissions of its file: clients need write permission. */
  readonly mode: number;
}

/** What a host listens on. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Instead of host and port. */
  readonly socket?: UnixSocket;
  /** A listening socket that the process inherited, instead of all others. */
  readonly fd?: number;
}

/**
 * Starts listening. Resolves with the address as URLs begin, e.g. `127.0.0.1:1700`, or `unix:/run/dav.sock:` as nginx writes it. The
 * unused file of a Unix socket is replaced. Rejects with the system's error when the address is not available.
 */
export async function listen(server: Server, { host, port, socket, fd }: ListenOptions): Promise<string> {
  if (fd !== undefined) await listenOn(server, { fd });
  else if (socket !== undefined) await listenOnSocket(server, socket);
  else await listenOn(server, { host, port });
  const address = server.address();
  // Node does not return the path of an inherited Unix socket.
  if (address === null) return 'unix:inherited:';
  if (typeof address === 'string') return `unix:${address}:`;
  return `${urlHost(fd === undefined ? host : address.address)}:${address.port}`;
}

async function listenOnSocket(server: Server, { path, mode }: UnixSocket): Promise<void> {
  await listenOn(server, { path }).catch(async (error: unknown) => {
    if (!(await isStale(path))) throw error;
    await rm(path, { force: true });
    await listenOn(server, { path });
  });
  await chmod(path, mode);
}

function listenOn(server: Server, options: NodeListenOptions & { readonly fd?: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** True for the file of a socket that a process left when it was killed. */
async function isStale(path: string): Promise<boolean> {
  const isSocket = await lstat(path).then(
    (found) => found.isSocket(),
    () => false,
  );
  if (!isSocket) return false;
  return new Promise((resolve) => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(false);
    });
    probe.once('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED'));
  });
}

/** A host that a browser on this machine can open; IPv6 addresses are bracketed (RFC 3986 section 3.2.2). */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
