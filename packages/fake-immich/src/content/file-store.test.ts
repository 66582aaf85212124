import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Content } from './content.ts';
import { createFileStore } from './file-store.ts';
import { generatedContent } from './generated-content.ts';

async function bytesOf(content: Content): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content.chunks(0, content.size)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('a received file has the size, the bytes and the SHA-1 of its stream', async () => {
  const bytes = await bytesOf(generatedContent(3_000_000, 4));
  const content = await createFileStore().receive(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]));
  expect(content.size).toBe(bytes.length);
  expect((await bytesOf(content)).equals(bytes)).toBe(true);
  expect(content.sha1()).toEqual(createHash('sha1').update(bytes).digest());
});

test('a stream that fails leaves no file', async () => {
  const store = createFileStore();
  const failing = Readable.from(
    (function* () {
      yield Buffer.alloc(100_000);
      throw new Error('cut');
    })(),
  );
  await expect(store.receive(failing)).rejects.toThrow('cut');
  expect(readdirSync(store.folder ?? '')).toEqual([]);
});

test('only the discarded file is gone', async () => {
  const store = createFileStore();
  const receive = (): Promise<Content> => store.receive(Readable.from([Buffer.from('abc')]));
  const [first, second] = [await receive(), await receive()];
  store.discard(first);
  expect([first.exists(), second.exists()]).toEqual([false, true]);
});
