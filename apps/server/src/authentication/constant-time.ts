import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Random for each process, so that a digest is useless outside it. */
const key = randomBytes(32).toString('base64');

/** A digest that represents texts in memory, in base64. Different lists of texts have different digests. */
export const digestOf = (...texts: readonly string[]): string =>
  // An HMAC would prepare its key again for every request.
  hash('sha256', key + JSON.stringify(texts), 'base64');

/** Compares two texts. The duration depends neither on where they differ nor on the length of the expected one. */
export const equalsInConstantTime = (given: string, expected: string): boolean =>
  timingSafeEqual(Buffer.from(digestOf(given)), Buffer.from(digestOf(expected)));
