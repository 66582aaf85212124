import { assetSourceConformance } from '@immich-webdav/core/conformance';
import { describe, it } from 'vitest';
import { colourSource } from './colour-source.ts';

const svg = (colour: string) => ({
  fileName: `${colour}.svg`,
  content: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%" fill="${colour}"/></svg>`,
  ),
});
const albums = [
  { name: 'Warm', assets: ['crimson', 'gold', 'tomato'].map(svg) },
  { name: 'Cool', assets: ['navy', 'teal'].map(svg) },
];

describe('an own source conforms', () => {
  for (const { name, run } of assetSourceConformance) it(name, () => run({ source: colourSource, albums }));
});
