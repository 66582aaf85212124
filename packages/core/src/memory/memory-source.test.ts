import { describe, it } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { assetSourceConformance } from '../conformance/asset-source.ts';
import { createMemorySource } from './memory-source.ts';

describe('the memory source conforms', () => {
  const albums = [album('Trips', [asset('a.jpg'), asset('b/c.mp4', 'video')]), album('', [])];
  for (const { name, run } of assetSourceConformance) {
    it(name, () => run({ source: createMemorySource(albums), albums }));
  }
});
