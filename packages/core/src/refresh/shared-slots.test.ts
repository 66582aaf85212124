import { expect, it } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { setUp } from '../../test/set-up.ts';
import { createSlots, type Slots } from '../base/concurrency.ts';
import { createMemorySource } from '../memory/memory-source.ts';
import type { AssetSource } from '../ports/asset-source.ts';

/** A library of six albums whose reads are counted, and may be held. */
function library(count: (change: 1 | -1) => void, slots: Slots | undefined, held?: Promise<void>) {
  const albums = Array.from({ length: 6 }, (_, at) => album(`Album ${at}`, [asset(`${at}.jpg`)]));
  const source = createMemorySource(albums);
  const listAssets: AssetSource['listAssets'] = async function* (query, options) {
    count(1);
    try {
      await held;
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      yield* source.listAssets(query, options);
    } finally {
      count(-1);
    }
  };
  return setUp(albums, { override: { listAssets }, refresh: { concurrency: 4, ...(slots && { slots }) } }).library;
}

function counter() {
  let [running, most, all] = [0, 0, 0];
  const count = (change: 1 | -1): void => {
    running += change;
    if (change === 1) all += 1;
    most = Math.max(most, running);
  };
  return { count, most: () => most, all: () => all };
}

it.each([
  ['no slots', undefined, 12],
  ['one slot', 1, 1],
  ['three slots', 3, 3],
])('libraries that share %s read as many listings at a time, and all of them', async (_, places, expected) => {
  const { count, most, all } = counter();
  const slots = places === undefined ? undefined : createSlots(places);
  const libraries = [1, 2, 3].map(() => library(count, slots));
  await Promise.all(libraries.map((one) => one.refresh()));
  expect([most(), all()]).toEqual([expected, 18]);
});

it('a library that waits for a slot stops without one, and leaves it to the others', async () => {
  const { promise: held, resolve } = Promise.withResolvers<void>();
  const slots = createSlots(1);
  const [first, second] = [counter(), counter()];
  const slow = library(first.count, slots, held);
  const waiting = library(second.count, slots);
  const reading = [slow.refresh(), waiting.refresh()];
  await new Promise((next) => setImmediate(next));
  expect([first.all(), second.all()]).toEqual([1, 0]);
  await waiting.stop();
  await reading[1];
  expect(second.all()).toBe(0);
  resolve();
  await reading[0];
  expect(first.all()).toBe(6);
});
