import type { Asset } from '../ports/asset.ts';

/** A fixed folder below each album. */
export interface Section {
  readonly name: string;
  readonly includes: (asset: Asset) => boolean;
}

/** What an album holds when its structure is not flattened. Both are always there, so that none comes and goes. */
export const sections: readonly Section[] = [
  { name: 'images', includes: ({ type }) => type === 'image' },
  { name: 'videos', includes: ({ type }) => type === 'video' },
];
