/** A number below 2^32 that looks random: the same for the same index and salt (the finalizer of MurmurHash3). */
export function noise(index: number, salt: number): number {
  let value = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** Whether one in `n` is meant. */
export const oneIn = (n: number, index: number, salt: number): boolean => noise(index, salt) % n === 0;

/** One of a list. */
export function pick<T>(list: readonly [T, ...T[]], index: number, salt: number): T {
  return list[noise(index, salt) % list.length] ?? list[0];
}
