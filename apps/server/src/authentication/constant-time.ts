import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Random for each process, so that a digest is useless outside it. */
const key = randomBytes(32);

/** A digest that represents texts in memory. Different lists of texts have different digests. */
export const digestOf = (...texts: readonly string[]): Buffer =>
  createHmac('sha256', key).update(JSON.stringify(texts)).digest();

/** Compares two texts. The duration depends neither on where they differ nor on the length of the expected one. */
export const equalsInConstantTime = (given: string, expected: string): boolean =>
  timingSafeEqual(digestOf(given), digestOf(expected));
