import { createHash } from 'node:crypto';

/** Makes an id of the shape that Immich accepts (UUID version 4), the same one for the same text. */
export function uuidFrom(text: string): string {
  const hex = createHash('sha1').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const MULTIPLIER = 0x9e3779b1;
const INVERSE = inverse(MULTIPLIER);

const HEAD = /^[0-9a-f]{8}$/;

/** Ids that carry an index, so that a million of them need no table. */
export interface IndexedIds {
  readonly idOf: (index: number) => string;
  /** The index in an id of this series; undefined for any other id. */
  indexOf(id: string): number | undefined;
}

/** A series of ids for indexes below 2^32. The first eight digits differ from id to id and look random. */
export function indexedIds(seed: string): IndexedIds {
  const tail = uuidFrom(seed).slice(8);
  return {
    idOf: (index) => (Math.imul(index, MULTIPLIER) >>> 0).toString(16).padStart(8, '0') + tail,
    indexOf: (id) =>
      id.endsWith(tail) && HEAD.test(id.slice(0, -tail.length))
        ? Math.imul(Number.parseInt(id.slice(0, 8), 16), INVERSE) >>> 0
        : undefined,
  };
}

/** The inverse of an odd number modulo 2^32, by Newton's method. */
function inverse(odd: number): number {
  let guess = odd;
  for (let step = 0; step < 5; step++) guess = Math.imul(guess, 2 - Math.imul(odd, guess));
  return guess;
}
