import type { Clock } from '../ports/clock.ts';
import { createDigest, type DigestWords } from './digest.ts';

/**
 * A map from ids to positive integers in about twenty bytes per id, where a Map of texts takes a hundred. Ids are compared by a digest
 * of 64 bits.
 */
export interface IdTable {
  /** The number of an id; 0 if it has none. */
  get(id: string): number;
  /** Replaces the number of an id by the result of `by`, which must not be 0. */
  change(id: string, by: (value: number) => number): void;
  /** A new table with every number replaced; yields between slices. */
  replaceAll(by: (value: number) => number, clock: Pick<Clock, 'sleep'>): Promise<IdTable>;
}

/** A part of a table, small enough to grow in less than a millisecond. */
interface Shard {
  /** High word, low word and number of each place; a number of 0 marks a free place. */
  readonly words: Uint32Array;
  readonly used: number;
}

const shardCount = 1024;
const shardsPerSlice = 64;
const firstPlaces = 4;

const emptyShard = (places: number): Shard => ({ words: new Uint32Array(3 * places), used: 0 });
const wordsOf = (id: string): DigestWords => {
  const digest = createDigest();
  digest.add(id);
  return digest.words();
};

/** The index of a key, or the free place for it. */
function placeOf({ words }: Shard, { high, low }: DigestWords): number {
  const places = words.length / 3;
  for (let at = low & (places - 1); ; at = (at + 1) & (places - 1)) {
    const isFree = words[3 * at + 2] === 0;
    if (isFree || (words[3 * at] === high && words[3 * at + 1] === low)) return 3 * at;
  }
}

function put({ words, used }: Shard, key: DigestWords, by: (value: number) => number): Shard {
  const at = placeOf({ words, used }, key);
  const before = words[at + 2] ?? 0;
  words[at] = key.high;
  words[at + 1] = key.low;
  words[at + 2] = by(before);
  return { words, used: before === 0 ? used + 1 : used };
}

function withRoom(shard: Shard): Shard {
  const places = shard.words.length / 3;
  if (shard.used < places * 0.75) return shard;
  let grown = emptyShard(places * 2);
  for (let at = 0; at < shard.words.length; at += 3) {
    const [high = 0, low = 0, value = 0] = shard.words.subarray(at, at + 3);
    if (value !== 0) grown = put(grown, { high, low }, () => value);
  }
  return grown;
}

export function createIdTable(
  shards: Shard[] = Array.from({ length: shardCount }, () => emptyShard(firstPlaces)),
): IdTable {
  const shardOf = (key: DigestWords): number => key.high & (shardCount - 1);
  const shardAt = (at: number): Shard => shards[at] as Shard;
  return {
    get(id) {
      const key = wordsOf(id);
      const shard = shardAt(shardOf(key));
      return shard.words[placeOf(shard, key) + 2] ?? 0;
    },
    change(id, by) {
      const key = wordsOf(id);
      const at = shardOf(key);
      shards[at] = put(withRoom(shardAt(at)), key, by);
    },
    async replaceAll(by, clock) {
      const next: Shard[] = [];
      for (const { words, used } of shards) {
        if (next.length % shardsPerSlice === 0) await clock.sleep(0);
        const copy = words.slice();
        for (let at = 2; at < copy.length; at += 3) if (copy[at] !== 0) copy[at] = by(copy[at] ?? 0);
        next.push({ words: copy, used });
      }
      return createIdTable(next);
    },
  };
}
