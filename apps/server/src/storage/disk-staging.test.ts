import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createDiskStaging } from './disk-staging.ts';

async function* inPieces(pieces: readonly Uint8Array[], then?: Error): AsyncGenerator<Uint8Array> {
  yield* pieces;
  if (then) throw then;
}

const staged = (maxBytes = 1000) => {
  const folder = temporaryFolder();
  return { folder, staging: createDiskStaging({ folder: async () => folder, maxBytes }) };
};

it('gives back what it received, with its length and hash, until it is discarded', async () => {
  const { folder, staging } = staged();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 90 }), { maxLength: 10 }),
      fc.boolean(),
      async (pieces, told) => {
        const whole = Buffer.concat(pieces);
        const received = await staging.receive(inPieces(pieces), told ? whole.length : undefined);
        expect([received.size, received.sha1]).toEqual([whole.length, createHash('sha1').update(whole).digest('hex')]);
        for (const _ of [1, 2]) expect(await buffer(Readable.from(received.open()))).toEqual(whole);
        const [name = ''] = readdirSync(folder);
        expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
        await received.discard();
        await received.discard();
        expect(readdirSync(folder)).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
});

it('is bounded, over what is under way and over what was announced, and every place is given back', async () => {
  const { folder, staging } = staged();
  const first = await staging.receive(inPieces([Buffer.alloc(600)]));
  const full = { code: 'insufficient-storage' };
  await expect(staging.receive(inPieces([Buffer.alloc(401)]))).rejects.toMatchObject(full);
  await expect(staging.receive(inPieces([Buffer.alloc(1)]), 401)).rejects.toMatchObject(full);
  await expect(staging.receive(inPieces([Buffer.alloc(300), Buffer.alloc(101)]), 300)).rejects.toMatchObject(full);
  await expect(staging.receive(inPieces([Buffer.alloc(200)], new Error('gone')), 400)).rejects.toThrow('gone');
  expect(readdirSync(folder)).toHaveLength(1);
  const second = await staging.receive(inPieces([Buffer.alloc(400)]), 300);
  await first.discard();
  await second.discard();
  const all = await staging.receive(inPieces([Buffer.alloc(1000)]), 1000);
  await all.discard();
  expect(readdirSync(folder)).toEqual([]);
});

it('gives back the place of an upload that could not be written', async () => {
  const { folder, staging } = staged();
  await (await staging.receive(inPieces([]))).discard();
  rmdirSync(folder);
  await expect(staging.receive(inPieces([Buffer.alloc(1)]), 1000)).rejects.toMatchObject({ code: 'ENOENT' });
  mkdirSync(folder);
  await (await staging.receive(inPieces([Buffer.alloc(1000)]), 1000)).discard();
});

it('removes uploads of the day before, and nothing else', async () => {
  const { folder, staging } = staged();
  writeFileSync(join(folder, '01234567-89ab-4def-8123-0123456789ab'), 'cut');
  writeFileSync(join(folder, 'fedcba98-89ab-4def-8123-0123456789ab'), 'of another server');
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  const before = new Date(Date.now() - 25 * 3_600_000);
  for (const name of ['01234567-89ab-4def-8123-0123456789ab', 'notes.txt'])
    utimesSync(join(folder, name), before, before);
  await (await staging.receive(inPieces([]))).discard();
  expect(readdirSync(folder)).toEqual(['fedcba98-89ab-4def-8123-0123456789ab', 'notes.txt']);
});
