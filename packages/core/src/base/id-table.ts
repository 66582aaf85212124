import type { Clock } from '../ports/clock.ts';
import { createDigest, type DigestWords } from './digest.ts';

/**
 * A number from 1 for each of very many ids, in some twenty bytes each where a Map with its texts takes a hundred. Ids are told apart
 * by a digest of 64 bits.
 */
export interface IdTable {
  /** 0 for what has none. */
  get(id: string): number;
  /** Puts another number, never 0, in the place of the one that it has. */
  change(id: string, by: (value: number) => number): void;
  /** Another table in which every number is replaced, made in slices. */
  replaceAll(by: (value: number) => number, turns: Pick<Clock, 'sleep'>): Promise<IdTable>;
}

/** A part of a table: small enough to grow in less than a millisecond. */
interface Shard {
  /** High word, low word and number, one after the other; a number of 0 is a free place. */
  readonly words: Uint32Array;
  readonly used: number;
}

const shardCount = 1024;
const shardsAtOnce = 64;
const firstPlaces = 4;

const emptyShard = (places: number): Shard => ({ words: new Uint32Array(3 * places), used: 0 });
const wordsOf = (id: string): DigestWords => {
  const digest = createDigest();
  digest.add(id);
  return digest.words();
};

/** Where it is, or where it would be put. */
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
    async replaceAll(by, turns) {
      const next: Shard[] = [];
      for (const { words, used } of shards) {
        if (next.length % shardsAtOnce === 0) await turns.sleep(0);
        const copy = words.slice();
        for (let at = 2; at < copy.length; at += 3) if (copy[at] !== 0) copy[at] = by(copy[at] ?? 0);
        next.push({ words: copy, used });
      }
      return createIdTable(next);
    },
  };
}
