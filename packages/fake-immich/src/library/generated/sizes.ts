import { noise } from './random.ts';

const DEFAULT_SIZE = 20_000;

export type Size = number | { readonly min: number; readonly max: number };

/** Bytes of the original with an index. */
export function sizeFormula(size: Size = DEFAULT_SIZE): (index: number) => number {
  if (typeof size === 'number') return () => size;
  const span = size.max - size.min + 1;
  return (index) => size.min + ((Math.imul(index + 1, 0x9e3779b1) >>> 0) % span);
}

/** Files that Immich derives, with the sizes they are likely to have. */
const DERIVED = {
  thumbnail: { min: 8000, max: 22_000, salt: 1 },
  preview: { min: 40_000, max: 250_000, salt: 2 },
  fullsize: { min: 300_000, max: 2_000_000, salt: 3 },
  edited: { min: 200_000, max: 1_500_000, salt: 4 },
  transcoded: { min: 500_000, max: 6_000_000, salt: 5 },
  face: { min: 4000, max: 12_000, salt: 6 },
} as const;

export type DerivedKind = keyof typeof DERIVED;

/** Bytes of a derived file: another number for each asset, always the same one. */
export function derivedSize(kind: DerivedKind, seed: number): number {
  const { min, max, salt } = DERIVED[kind];
  return min + (noise(seed, 1000 + salt) % (max - min + 1));
}
