import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { asset } from '../../test/library.ts';
import { createManualClock } from '../../test/manual-clock.ts';
import { createStopSignal } from '../base/platform.ts';
import { createCatalog } from '../catalog/catalog.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { CatalogEntry, Listing } from '../ports/listing.ts';
import { createAssetLabels } from './asset-labels.ts';

/** A person or a tag and who has it, by number. */
interface Labelled {
  readonly kind: 'person' | 'tag';
  readonly id: string;
  readonly name: string;
  readonly who: readonly number[];
}

const assets = Array.from({ length: 6 }, (_, n) => asset(`${n}.jpg`));
const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);

function setUpLabels() {
  const store = createMemoryStore().catalog;
  const catalog = createCatalog();
  const readListing = vi.fn((id: string) => store.readListing(id));
  const { signal } = createStopSignal();
  const namesOf: Parameters<typeof createAssetLabels>[1]['namesOf'] = ({ parents = [], name }) => [...parents, name];
  const make = () =>
    createAssetLabels(catalog, { store: { ...store, readListing }, clock: createManualClock(), signal, namesOf }, true);

  function entryOf({ kind, id, name, who }: Labelled): { entry: CatalogEntry; listing: Listing } {
    const revision = who.join();
    const members = who.map((n) => ({ name: `${n}.jpg`, asset: assets[n] ?? asset('?') }));
    const { members: _, ...summary } = { revision, etag: revision, count: who.length, readAt: 0, members };
    const group = { kind, id, name, revision, createdAt: 0, modifiedAt: 0 };
    return { entry: { name, group, listing: summary }, listing: { ...summary, members } };
  }
  async function show(all: readonly Labelled[]): Promise<void> {
    const made = all.map(entryOf);
    for (const kind of ['person', 'tag'] as const)
      catalog.setEntries(
        kind,
        made.map(({ entry }) => entry).filter(({ group }) => group.kind === kind),
      );
    await store.writeEntries(catalog.all());
    for (const { entry, listing } of made) await store.writeListing(entry, listing);
  }
  return { make, show, readListing, catalog };
}

const labelled: fc.Arbitrary<readonly Labelled[]> = fc.uniqueArray(
  fc
    .record({
      kind: fc.constantFrom('person' as const, 'tag' as const),
      n: fc.nat(3),
      name: fc.constantFrom('Zoë', 'Rome', 'Sun'),
      who: fc.subarray([0, 1, 2, 3, 4, 5]),
    })
    .map(({ n, kind, ...rest }) => ({ ...rest, kind, id: `${kind} ${n}` })),
  { selector: ({ id }) => id },
);

describe('labels', () => {
  it('are those of the groups that an asset is in, whatever was before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(labelled, { minLength: 1 }), async (steps) => {
        const { make, show } = setUpLabels();
        const labels = make();
        for (const all of steps) {
          await show(all);
          await labels.refresh();
          const labelsOf = await labels.read();
          for (const [n, { id }] of assets.entries()) {
            const here = all.filter(({ who }) => who.includes(n));
            const named = (kind: string) => here.filter((one) => one.kind === kind).map(({ name }) => name);
            const { people, tags } = labelsOf(id);
            expect(people.toSorted(byText)).toEqual(named('person').toSorted(byText));
            expect(tags.flat().toSorted(byText)).toEqual(named('tag').toSorted(byText));
          }
          // The same after a restart: nobody has to read again what did not change.
          const again = make();
          const labelsAgain = await again.read();
          expect(again.fingerprint()).toBe(labels.fingerprint());
          expect(assets.map(({ id }) => labelsAgain(id))).toEqual(assets.map(({ id }) => labelsOf(id)));
        }
      }),
      { numRuns: 50 },
    );
  });

  const all: readonly Labelled[] = [
    { kind: 'person', id: 'p', name: 'Zoë', who: [0, 1] },
    { kind: 'tag', id: 't', name: 'Rome', who: [1] },
  ];

  it('are read from groups that changed only, by a refresh and not by whoever looks', async () => {
    const { make, show, readListing } = setUpLabels();
    const labels = make();
    await show(all);
    await labels.read();
    const before = labels.fingerprint();
    expect(readListing).toHaveBeenCalledTimes(2);
    await show([all[0] as Labelled, { ...(all[1] as Labelled), who: [0] }]);
    expect((await labels.read())(assets[0]?.id ?? '').tags).toEqual([]);
    expect(labels.fingerprint()).toBe(before);
    await labels.refresh();
    expect((await labels.read())(assets[0]?.id ?? '').tags).toEqual([['Rome']]);
    expect(labels.fingerprint()).not.toBe(before);
    expect(readListing).toHaveBeenCalledTimes(3);
  });

  it('that the store has lost are read again', async () => {
    const { make, show, readListing, catalog } = setUpLabels();
    const labels = make();
    await show(all);
    readListing.mockResolvedValueOnce(undefined);
    expect((await labels.read())(assets[0]?.id ?? '').people).toEqual([]);
    expect(catalog.entry('p')?.listing).toBeUndefined();
    await show(all);
    await labels.refresh();
    expect((await labels.read())(assets[0]?.id ?? '').people).toEqual(['Zoë']);
  });
});
