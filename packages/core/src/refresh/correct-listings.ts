import { eachInSlices } from '../base/slices.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { isSourceKind } from '../catalog/kinds.ts';
import { createListing, nameAssets } from '../catalog/listing.ts';
import type { ListingLoader } from '../catalog/load-listing.ts';
import type { Asset } from '../ports/asset.ts';
import type { Listing, NamedAsset } from '../ports/listing.ts';
import { dayTaken } from '../views/day.ts';
import { isSameRecord } from './month-changes.ts';

/** What is different from what listings hold. */
export interface Corrections {
  readonly gone: ReadonlySet<string>;
  readonly changed: ReadonlyMap<string, Asset>;
  /** The months in which these assets were listed; absent where that is not known. */
  readonly months?: readonly string[];
}

/** Corrects the listings of all groups but months; resolves with the groups that each asset was taken out of. */
export type ListingCorrector = (corrections: Corrections) => Promise<ReadonlyMap<string, readonly string[]>>;

/** The months of the members of a listing. */
interface MonthsOfListing {
  readonly etag: string;
  readonly months: ReadonlySet<string>;
}

/** A record that is not older than the one that a listing has, under the owner's name that the listing gives. */
function current(asset: Asset, { changed }: Corrections): Asset {
  const now = changed.get(asset.id);
  if (!now || (now.changedAt ?? 0) < (asset.changedAt ?? 0)) return asset;
  const { owner: _owner, ...record } = now;
  const mine: Asset = asset.owner === undefined ? record : { ...record, owner: asset.owner };
  return isSameRecord(asset, mine) ? asset : mine;
}

const isConcerned = ({ id }: Asset, { gone, changed }: Corrections): boolean => gone.has(id) || changed.has(id);

export function createListingCorrector(
  catalog: Catalog,
  listings: Pick<ListingLoader, 'correct'>,
  { store, clock, signal }: Pick<LibraryContext, 'store' | 'clock' | 'signal'>,
): ListingCorrector {
  /** So that listings without a member of the months that changed are not read. */
  const monthsOf = new Map<string, MonthsOfListing>();

  async function noteMonths(groupId: string, { members, etag }: Listing): Promise<void> {
    const months = new Set<string>();
    await eachInSlices(members, ({ asset }) => void months.add(dayTaken(asset).month), clock);
    monthsOf.set(groupId, { etag, months });
  }

  /** Undefined: nothing is different. */
  async function corrected(
    kept: Listing,
    corrections: Corrections,
    take: (asset: Asset) => void,
  ): Promise<Listing | undefined> {
    const assets: Asset[] = [];
    let isChanged = false;
    const add = ({ asset }: NamedAsset): void => {
      const now = corrections.gone.has(asset.id) ? undefined : current(asset, corrections);
      if (now) assets.push(now);
      else take(asset);
      isChanged ||= now !== asset;
    };
    await eachInSlices(kept.members, add, clock);
    if (!isChanged) return undefined;
    const { revision, readAt } = kept;
    return createListing({ revision, readAt }, await nameAssets(assets, kept, clock), clock);
  }

  return async (corrections) => {
    const takenFrom = new Map<string, string[]>();
    const all = catalog.all().filter(({ group: { kind } }) => isSourceKind(kind) && kind !== 'month');
    for (const { group, listing } of all) {
      if (!listing || signal.aborted) continue;
      const known = monthsOf.get(group.id);
      if (known?.etag === listing.etag && corrections.months?.every((month) => !known.months.has(month))) continue;
      const kept = await store.readListing(group.id, { retain: false });
      if (!kept) continue;
      await noteMonths(group.id, kept);
      if (!kept.members.some(({ asset }) => isConcerned(asset, corrections))) continue;
      const take = ({ id }: Asset): void => void takenFrom.set(id, [...(takenFrom.get(id) ?? []), group.id]);
      await listings.correct(group, (latest) => corrected(latest, corrections, take)).catch(() => {});
    }
    return takenFrom;
  };
}
