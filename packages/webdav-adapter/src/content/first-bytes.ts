import type { Readable } from 'node:stream';

/**
 * The bytes with which a stream begins; undefined when it ends without any. Rejects when it fails before, so that its failure can
 * still be told with a status.
 */
export function firstBytes(source: Readable): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      source.off('readable', settle).off('error', settle).off('close', settle);
      const bytes: Buffer | null = source.errored ? null : source.read();
      if (bytes !== null) resolve(bytes);
      else if (source.errored) reject(source.errored);
      else if (source.destroyed && !source.readableEnded) reject(new Error('The stream was given up.'));
      else resolve(undefined);
    };
    source.on('error', settle).on('close', settle).on('readable', settle);
    if (source.destroyed || source.readableEnded) settle();
  });
}
