/** A 64-bit digest of texts in order: fast, the same on every machine, not for security. */
export interface Digest {
  add(text: string): void;
  addBytes(bytes: Uint8Array): void;
  /** 16 lowercase hexadecimal digits. */
  hex(): string;
  /** The same as two numbers of 32 bits. */
  words(): DigestWords;
}

/** A digest as two numbers of 32 bits. */
export interface DigestWords {
  readonly high: number;
  readonly low: number;
}

const hex8 = (value: number): string => value.toString(16).padStart(8, '0');

function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (again ^ (again >>> 16)) >>> 0;
}

/** Two FNV-1a streams with different starts, finished as MurmurHash3 does. */
export function createDigest(): Digest {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  const step = (unit: number): void => {
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca77);
    low ^= low >>> 15;
  };
  return {
    add(text) {
      for (let at = 0; at < text.length; at++) step(text.charCodeAt(at));
      // Outside the range of code units, so that ('a', 'b') is not ('ab').
      step(0x10000);
    },
    addBytes(bytes) {
      for (const byte of bytes) step(byte);
      step(0x10000);
    },
    hex: () => hex8(finish(high)) + hex8(finish(low)),
    words: () => ({ high: finish(high), low: finish(low) }),
  };
}
