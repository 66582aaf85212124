import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 500;

/** Connections are limited by address, and all of 127.0.0.0/8 is this machine. */
const addresses = 50;

interface SlowReader {
  readonly request: ClientRequest;
  /** Resolves once the first bytes have come. */
  readonly begun: Promise<void>;
  /** The answer is still under way. */
  isReading(): boolean;
}

/** Opens a file at some position and takes a chunk of it twice a second. */
function readSlowly(url: string, first: number, localAddress: string): SlowReader {
  const begun = Promise.withResolvers<void>();
  let isReading = false;
  const take = (response: IncomingMessage): void => {
    if (response.statusCode !== 206) begun.reject(new Error(`${url} answered ${response.statusCode}.`));
    response.on('error', begun.reject);
    response.on('close', () => {
      isReading = false;
    });
    response.on('data', () => {
      isReading = true;
      begun.resolve();
      response.pause();
      setTimeout(() => response.resume(), pauseMs).unref();
    });
  };
  const request = get(url, { agent: false, localAddress, headers: { Range: `bytes=${first}-` } }, take);
  request.on('error', begun.reject);
  // Whoever leaves resets the connection, which may show on the socket alone.
  request.on('socket', (socket) => socket.on('error', begun.reject));
  return { request, begun: begun.promise, isReading: () => isReading };
}

/** So many readers of one file, each from another place, who all go on for a while and leave. Rejects unless all read until then. */
export async function slowReaders(url: string, count: number, bytesApart: number, ms: number): Promise<void> {
  const readers = Array.from({ length: count }, (_, reader) =>
    readSlowly(url, reader * bytesApart, `127.0.0.${2 + (reader % addresses)}`),
  );
  try {
    await Promise.all(readers.map(({ begun }) => begun));
    await sleep(ms);
    const left = readers.filter(({ isReading }) => !isReading()).length;
    if (left > 0) throw new Error(`${url} ended the answers to ${left} of ${count} slow readers.`);
  } finally {
    for (const { request } of readers) request.destroy();
  }
}
