import { createKeyedMutex } from '../base/concurrency.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { ListingLoader } from '../catalog/load-listing.ts';
import { readStored } from '../catalog/read-stored.ts';
import type { RecordedChanges, Visibility } from '../catalog/visibility.ts';
import type { AssetGroup } from '../ports/asset-group.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import { type Corrections, createListingCorrector } from './correct-listings.ts';
import { findUnlisted, isCurrent } from './find-unlisted.ts';

/** Applies the changes that months recorded to the listings of all other groups. */
export interface Settler {
  /**
   * Hides assets that left and corrects listings; calls run one after another. With `areMonthsListed`, set when the source listed its
   * months just now, also compares stored listings with the months, once. Never rejects.
   */
  settle(areMonthsListed?: boolean): Promise<void>;
  /** Runs `settle` in the background if every month is current; an asset may have moved to a stale month. */
  settleIfCurrent(): void;
  /** Groups to read again because an asset returned that had been removed from them. Each is returned once. */
  takeReturned(): readonly AssetGroup[];
}

export interface SettlerParts {
  readonly catalog: Catalog;
  readonly visibility: Visibility;
  readonly listings: Pick<ListingLoader, 'correct'>;
}

export function createSettler({ catalog, visibility, listings }: SettlerParts, context: LibraryContext): Settler {
  const { store, signal } = context;
  const correct = createListingCorrector(catalog, listings, context);
  /** Groups that an asset was removed from, by asset id. */
  const removedFrom = new Map<string, readonly string[]>();
  const toRead = new Set<string>();
  /** Months that may hold an asset that left another month; undefined: all, because some may have changed before a restart. */
  let unsettled: Set<string> | undefined;
  /** Whether stored listings were compared with the months. */
  let isCompared = false;
  const mutex = createKeyedMutex<void>();

  const months = (): readonly CatalogEntry[] => catalog.entriesOf('month');

  /** Removes assets from `left` that moved to another month. */
  async function findMoved({ left, changed }: RecordedChanges): Promise<void> {
    for (const entry of months()) {
      if (left.size === 0 || signal.aborted) return;
      if (unsettled && !unsettled.has(entry.group.id)) continue;
      const listing = await readStored(catalog, store, entry);
      for (const { asset } of listing?.members ?? []) if (left.delete(asset.id)) changed.set(asset.id, asset);
    }
  }

  function readAgain({ returned }: RecordedChanges): void {
    for (const id of returned) {
      for (const groupId of removedFrom.get(id) ?? []) {
        toRead.add(groupId);
        const entry = catalog.entry(groupId);
        if (entry?.listing) catalog.setEntry({ ...entry, listing: { ...entry.listing, revision: undefined } });
      }
      removedFrom.delete(id);
    }
  }

  async function apply(gone: ReadonlySet<string>, corrections: Omit<Corrections, 'gone'>): Promise<void> {
    if (gone.size > 0) visibility.hide(gone);
    if (gone.size + corrections.changed.size === 0) return;
    for (const [id, groups] of await correct({ ...corrections, gone })) removedFrom.set(id, groups);
  }

  async function work(areMonthsListed: boolean): Promise<void> {
    const recorded = visibility.take();
    for (const id of recorded.months) unsettled?.add(id);
    await findMoved(recorded);
    readAgain(recorded);
    await apply(new Set(recorded.left.keys()), { changed: recorded.changed, months: [...recorded.months] });
    // A process that ended after it stored a month left the other listings uncorrected.
    if (areMonthsListed && !isCompared) {
      isCompared = true;
      await apply(await findUnlisted(catalog, context), { changed: new Map() });
    }
    if (months().every(isCurrent)) unsettled = new Set();
  }

  const settle = (areMonthsListed = false): Promise<void> =>
    mutex.run('settle', () => work(areMonthsListed)).catch(() => {});
  return {
    settle,
    settleIfCurrent() {
      if (!visibility.hasLeft || !months().every(isCurrent)) return;
      void settle();
    },
    takeReturned() {
      const groups = [...toRead].flatMap((id) => catalog.entry(id)?.group ?? []);
      toRead.clear();
      return groups;
    },
  };
}
