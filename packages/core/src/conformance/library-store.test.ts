import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { Asset } from '../ports/asset.ts';
import { assetFields } from '../ports/asset-fields.ts';
import type { LibraryStore } from '../ports/library-store.ts';
import { libraryStoreConformance } from './library-store.ts';

const brokenRules = async (store: () => LibraryStore): Promise<string[]> => {
  const broken: string[] = [];
  for (const { name, run } of libraryStoreConformance)
    await run({ open: async () => store(), lasts: false }).catch(() => broken.push(name));
  return broken;
};

/** A store that loses one field of every asset. */
function losing(field: keyof Asset): LibraryStore {
  const good = createMemoryStore();
  return {
    ...good,
    catalog: {
      ...good.catalog,
      writeListing: (entry, listing) => {
        const members = listing.members.map((member) => {
          const { [field]: _lost, ...asset } = member.asset;
          return { ...member, asset: asset as Asset };
        });
        return good.catalog.writeListing(entry, { ...listing, members });
      },
    },
  };
}

describe('the suite of the store', () => {
  it('passes a store that keeps everything', async () => {
    expect(await brokenRules(createMemoryStore)).toEqual([]);
  });

  it.each(Object.keys(assetFields) as (keyof Asset)[])('finds a store that loses %s', async (field) => {
    expect(await brokenRules(() => losing(field))).toContain('gives a listing back whole, absent properties absent');
  });
});
