import { addAbortSignal, Readable } from 'node:stream';
import type { BlockReader } from './block-reader.ts';

/** A body that is there already. */
export function bodyOf(bytes: Uint8Array): Readable {
  const body = new Readable({
    read: () => {
      body.push(bytes);
      body.push(null);
    },
  });
  return body;
}

/** A body that is read as it is asked for. */
export function bodyFrom(reader: BlockReader, signal: AbortSignal | undefined): Readable {
  const body = new Readable({
    highWaterMark: 64 * 1024,
    read: () => {
      reader.next().then(
        (chunk) => body.push(chunk ?? null),
        (error) => body.destroy(error),
      );
    },
    destroy: (error, callback) => {
      reader.leave();
      callback(error);
    },
  });
  // The iterating caller still gets the error; without a listener, one that comes before that would end the process.
  body.on('error', () => {});
  return signal ? addAbortSignal(signal, body) : body;
}
