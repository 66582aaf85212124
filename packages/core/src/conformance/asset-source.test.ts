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
  'gives every group its kind, and an id that no group of any kind has': (good) => ({
    groupKinds: ['album', 'month'],
    listGroups: async (kind) => (await good.listGroups('album')).map((group) => ({ ...group, kind })),
  }),
  'lists the members of every group of every kind once, as many as it said': (good) => ({
    async *listAssets(query) {
      yield* good.listAssets(query);
      yield* good.listAssets(query);
    },
  }),
  'tells the same of an asset in whichever group it is': (good) => {
    let read = 0;
    return {
      groupKinds: ['album', 'album'],
      async *listAssets(query) {
        for await (const page of good.listAssets(query)) yield page.map((one) => ({ ...one, capturedAt: read++ }));
      },
    };
  },
  'keeps the revisions of all kinds while nothing changes': (good) => ({
    listGroups: async (kind, { known = [] } = {}) =>
      (await good.listGroups(kind)).map((group) => ({ ...group, revision: `${known.length}` })),
  }),
  'keeps the revisions of all kinds over a restart': (good) => ({
    listGroups: async (kind, { known = [] } = {}) =>
      (await good.listGroups(kind)).map((group) => ({ ...group, revision: `${known.length}` })),
  }),
  'has everything in the month in which it was taken, and nowhere else': (good) => ({
    groupKinds: ['album', 'month'],
    listGroups: async (kind) => (kind === 'month' ? [] : good.listGroups(kind)),
  }),
  'has in its months what is in an album and what is in none': (good) => ({
    groupKinds: ['album', 'month', 'unfiled'],
    listGroups: async () => good.listGroups('album'),
  }),
  'names no parent of a group that is not there itself': (good) => ({
    groupKinds: ['tag'],
    listGroups: async () => (await good.listGroups('album')).map((group) => ({ ...group, parents: ['gone'] })),
  }),
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
