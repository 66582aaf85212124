import { expect, test } from 'vitest';
import { type ByteStream, createByteStream } from './byte-stream.ts';

const BYTES = Buffer.from('0123456789');

/** A connection that only remembers what it was told. */
function connection() {
  const told: string[] = [];
  const controller = {
    aborted: false,
    paused: false,
    reason: null,
    abort: () => told.push('abort'),
    pause: () => told.push('pause'),
    resume: () => told.push('resume'),
  };
  return { told, stream: createByteStream(controller) };
}

async function read({ readable }: ByteStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of readable) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('every window of every way to cut the bytes into chunks', async () => {
  for (let skip = 0; skip < BYTES.length; skip++) {
    for (let length = 0; length <= BYTES.length - skip; length++) {
      for (let chunk = 1; chunk <= BYTES.length; chunk++) {
        const { stream } = connection();
        stream.limitTo({ skip, length });
        for (let at = 0; at < BYTES.length; at += chunk) stream.receive(BYTES.subarray(at, at + chunk));
        stream.end();
        expect(await read(stream)).toBe(BYTES.toString('utf8', skip, skip + length));
      }
    }
  }
});

test('fewer bytes than promised are an error', async () => {
  const { stream } = connection();
  stream.limitTo({ skip: 0, length: 11 });
  stream.receive(BYTES);
  stream.end();
  await expect(read(stream)).rejects.toMatchObject({ code: 'unavailable' });
});

test('a connection whose bytes were all wanted stays usable; one with more is ended', () => {
  const [exact, more] = [connection(), connection()];
  exact.stream.limitTo({ skip: 0, length: 10 });
  exact.stream.receive(BYTES);
  exact.stream.end();
  more.stream.limitTo({ skip: 0, length: 9 });
  more.stream.receive(BYTES);
  expect(exact.told).not.toContain('abort');
  expect(more.told).toContain('abort');
});

test('the connection pauses when the reader has enough waiting', () => {
  const { stream, told } = connection();
  stream.receive(Buffer.alloc(1024 * 1024));
  expect(told).toContain('pause');
});
