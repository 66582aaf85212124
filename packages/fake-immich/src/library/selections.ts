import type { Hint } from './asset-store.ts';
import type { Album, Asset } from './records.ts';
import type { LibraryState } from './state.ts';

/** A question which assets there are. */
export interface Question {
  /** Equal keys must mean equal answers while the library stays as it is. */
  readonly key: string;
  /** Members of all of these; undefined: wherever. */
  readonly albums?: readonly Album[] | undefined;
  readonly hint?: Hint | undefined;
  readonly matches: (asset: Asset, index: number) => boolean;
}

/** An answer: indexes by `fileCreatedAt`, then id. The same array until the answer changes. */
export type Selection = Uint32Array;

/** Answers questions. An answer is kept, and brought up to date by looking at what changed since. */
export interface Selections {
  select(question: Question): Selection;
}

const MOST_ANSWERS = 1024;
/** 64 MB. */
const MOST_INDEXES = 16_000_000;
/** From so many changes on, all is looked at again. */
const MANY_CHANGES = 256;

interface Answer {
  readonly revision: number;
  readonly indexes: Selection;
}

/** Answers over one library. */
export function createSelections(state: LibraryState): Selections {
  const answers = new Map<string, Answer>();
  const keep = (key: string, indexes: Selection): Selection => {
    answers.delete(key);
    answers.set(key, { revision: state.changes.revision, indexes });
    dropOldest(answers);
    return indexes;
  };
  return {
    select: (question) => {
      const known = answers.get(question.key);
      const changed = known && state.changes.since(known.revision);
      if (!known || !changed || changed.length > MANY_CHANGES) {
        return keep(question.key, selectAll(state, question));
      }
      return keep(question.key, changed.length === 0 ? known.indexes : update(state, question, known.indexes, changed));
    },
  };
}

function dropOldest(answers: Map<string, Answer>): void {
  let sum = 0;
  for (const { indexes } of answers.values()) sum += indexes.length;
  for (const [key, { indexes }] of answers) {
    if (answers.size <= 1 || (answers.size <= MOST_ANSWERS && sum <= MOST_INDEXES)) return;
    answers.delete(key);
    sum -= indexes.length;
  }
}

function selectAll(state: LibraryState, question: Question): Selection {
  const { assets } = state;
  const isFound = (index: number): boolean => isSelected(state, question, index);
  const [first] = question.albums ?? [];
  if (first) return sorted(state, [...first.members].filter(isFound));
  const pristine: number[] = [];
  for (const index of assets.pristine(question.hint ?? {})) if (isFound(index)) pristine.push(index);
  return merged(state, pristine, sorted(state, [...assets.stored()].filter(isFound)));
}

function isSelected(state: LibraryState, { albums, matches }: Question, index: number): boolean {
  if (albums && !albums.every((album) => album.members.has(index))) return false;
  const asset = state.assets.peek(index);
  return asset !== undefined && matches(asset, index);
}

function update(state: LibraryState, question: Question, before: Selection, changed: readonly number[]): Selection {
  const kept = without(before, changed);
  const found = changed.filter((index) => isSelected(state, question, index));
  return found.length === 0 ? kept : merged(state, kept, sorted(state, found));
}

function without(indexes: Selection, changed: readonly number[]): Selection {
  const places = changed.map((index) => indexes.indexOf(index)).filter((place) => place >= 0);
  if (places.length === 0) return indexes;
  const kept = new Uint32Array(indexes.length - places.length);
  let from = 0;
  let to = 0;
  for (const place of [...places.sort((a, b) => a - b), indexes.length]) {
    kept.set(indexes.subarray(from, place), to);
    to += place - from;
    from = place + 1;
  }
  return kept;
}

type Order = (a: number, b: number) => number;

const orderOf =
  ({ assets }: LibraryState): Order =>
  (a, b) => {
    const difference = assets.fileCreatedAt(a) - assets.fileCreatedAt(b);
    if (difference !== 0) return difference;
    return (assets.peek(a)?.id ?? '') < (assets.peek(b)?.id ?? '') ? -1 : 1;
  };

const sorted = (state: LibraryState, indexes: number[]): Selection => Uint32Array.from(indexes).sort(orderOf(state));

/** Puts a few sorted ones among many sorted ones: the places are looked up, the rest is copied in blocks. */
function merged(state: LibraryState, many: Selection | readonly number[], few: Selection): Selection {
  const base = many instanceof Uint32Array ? many : Uint32Array.from(many);
  if (few.length === 0) return base;
  const order = orderOf(state);
  const all = new Uint32Array(base.length + few.length);
  let from = 0;
  for (const [position, index] of few.entries()) {
    const place = placeOf(base, index, from, order);
    all.set(base.subarray(from, place), from + position);
    all[place + position] = index;
    from = place;
  }
  all.set(base.subarray(from), from + few.length);
  return all;
}

function placeOf(base: Selection, index: number, from: number, order: Order): number {
  let low = from;
  let high = base.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(base[middle] ?? 0, index) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
