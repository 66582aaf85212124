import { describe, expect, it } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { createMemorySource } from '../memory/memory-source.ts';
import type { AssetSource } from '../ports/asset-source.ts';
import { assetSourceConformance } from './asset-source.ts';

const albums = [album('Trips', [asset('a.jpg'), asset('b.jpg')])];

const broken: Record<string, (good: AssetSource) => Partial<AssetSource>> = {
  'lists every album under its verbatim name': () => ({ listGroups: async () => [] }),
  'keeps the revision of an album while nothing changes': (good) => {
    let asked = 0;
    return {
      listGroups: async (kind) => (await good.listGroups(kind)).map((group) => ({ ...group, revision: `${asked++}` })),
    };
  },
  'lists every asset of an album once, under its verbatim name, with its length': (good) => ({
    async *listAssets(query) {
      for await (const page of good.listAssets(query)) yield page.slice(1);
    },
  }),
  'streams an asset byte for byte': (good) => ({
    open: async (what, rendition) => good.open(what, rendition, { range: { first: 0, last: 0 } }),
  }),
  'refuses a range that begins past the end': (good) => ({ open: (what, rendition) => good.open(what, rendition) }),
};

describe('the conformance suite finds a source that breaks a rule', () => {
  it.each(Object.entries(broken))('%s', async (name, breakIt) => {
    const good = createMemorySource(albums);
    const rule = assetSourceConformance.find((candidate) => candidate.name === name);
    await expect(rule?.run({ source: { ...good, ...breakIt(good) }, albums })).rejects.toThrow();
  });
});
