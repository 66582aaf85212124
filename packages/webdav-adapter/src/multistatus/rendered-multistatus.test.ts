import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import type { Resource } from '@immich-webdav/core';
import { expect, test } from 'vitest';
import { createRenderedMultistatus } from './rendered-multistatus.ts';

const counted = (text: string) => {
  const state = { renderings: 0 };
  const chunks = async function* () {
    state.renderings += 1;
    yield text;
  };
  return { state, chunks };
};

test('one array and one question are rendered once, also when many ask at the same time and with gzip', async () => {
  const renderings = createRenderedMultistatus(1_000_000);
  const members: readonly Resource[] = [];
  const { state, chunks } = counted('listing');
  const plain = await Promise.all(Array.from({ length: 8 }, () => renderings.get(members, 'k', false, chunks)));
  const zipped = await renderings.get(members, 'k', true, chunks);
  expect(plain.map(String)).toEqual(Array.from({ length: 8 }, () => 'listing'));
  expect(gunzipSync(zipped).toString()).toBe('listing');
  expect(state.renderings).toBe(1);
});

test.each([
  ['equal parts', Array.from({ length: 30 }, () => 'ä'.repeat(500))],
  ['parts much longer than the first', ['a', 'ß'.repeat(9_000), '€'.repeat(70_000)]],
  ['parts much shorter than the first', ['x'.repeat(9_000), 'y', 'z']],
  ['no part', []],
])('%s are gathered byte for byte', async (_kind, parts) => {
  const renderings = createRenderedMultistatus(1_000_000);
  const members = Array.from({ length: 3_000 }) as unknown as readonly Resource[];
  const chunks = async function* () {
    yield* parts;
  };
  expect((await renderings.get(members, 'k', false, chunks)).toString()).toBe(parts.join(''));
});

test('another array or another question is rendered anew', async () => {
  const renderings = createRenderedMultistatus(1_000_000);
  const members: readonly Resource[] = [];
  const { state, chunks } = counted('listing');
  await renderings.get(members, 'k', false, chunks);
  await renderings.get(members, 'other', false, chunks);
  await renderings.get([], 'k', false, chunks);
  expect(state.renderings).toBe(3);
});

test('keeps no more bytes than it may', async () => {
  const renderings = createRenderedMultistatus(4_000);
  const members: readonly Resource[] = [];
  const { state, chunks } = counted('x'.repeat(900));
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await renderings.get(members, key, false, chunks);
  await renderings.get(members, 'f', false, chunks);
  expect(state.renderings).toBe(6);
  await renderings.get(members, 'a', false, chunks);
  expect(state.renderings).toBe(7);
  expect(renderings.fits(1_000)).toBe(true);
  expect(renderings.fits(1_001)).toBe(false);
});

test('a rendering that fails is told to all and not kept', async () => {
  const renderings = createRenderedMultistatus(4_000);
  const members: readonly Resource[] = [];
  const failing = async function* (): AsyncGenerator<string> {
    yield 'x';
    throw new Error('broken');
  };
  await expect(renderings.get(members, 'k', false, failing)).rejects.toThrow('broken');
  const { chunks } = counted('good');
  expect((await renderings.get(members, 'k', false, chunks)).toString()).toBe('good');
});

test('what was made of members that are gone does not stay until it is pushed out', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const renderings = createRenderedMultistatus(100_000_000);
  const stays: readonly Resource[] = [];
  const { state, chunks } = counted('stays');
  await renderings.get(stays, 'k', false, chunks);
  const buffers = await Promise.all(
    [false, true].map(async (gzipped) => new WeakRef(await renderings.get([], 'k', gzipped, counted('goes').chunks))),
  );
  while (buffers.some((rendering) => rendering.deref() !== undefined)) {
    await sleep(5);
    collect();
  }
  await renderings.get(stays, 'k', false, chunks);
  expect(state.renderings).toBe(1);
});
