import { eachInSlices } from '../base/slices.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { isSourceKind } from '../catalog/kinds.ts';
import { createListing, nameAssets } from '../catalog/listing.ts';
import type { ListingLoader } from '../catalog/load-listing.ts';
import { isSameRecord } from '../catalog/month-changes.ts';
import type { Asset } from '../ports/asset.ts';
import type { Listing, NamedAsset } from '../ports/listing.ts';
import { dayTaken } from '../views/day.ts';

/** Changes of assets that stored listings do not have yet. */
export interface Corrections {
  readonly gone: ReadonlySet<string>;
  readonly changed: ReadonlyMap<string, Asset>;
  /** The months in which these assets were listed; absent = any month. */
  readonly months?: readonly string[];
}

/** Corrects the listings of all groups except months. Resolves with the groups that each gone asset was removed from, by asset id. */
export type ListingCorrector = (corrections: Corrections) => Promise<ReadonlyMap<string, readonly string[]>>;

/** The months in which members of a listing were taken. */
interface MonthsOfListing {
  readonly etag: string;
  readonly months: ReadonlySet<string>;
}

/** The newer of the listed and the changed record of an asset, with the owner's name of the listing. */
function current(asset: Asset, { changed }: Corrections): Asset {
  const now = changed.get(asset.id);
  if (!now || (now.changedAt ?? 0) < (asset.changedAt ?? 0)) return asset;
  const { owner: _owner, ...record } = now;
  const mine: Asset = asset.owner === undefined ? record : { ...record, owner: asset.owner };
  return isSameRecord(asset, mine) ? asset : mine;
}

const isAffected = ({ id }: Asset, { gone, changed }: Corrections): boolean => gone.has(id) || changed.has(id);

export function createListingCorrector(
  catalog: Catalog,
  listings: Pick<ListingLoader, 'correct'>,
  { store, clock, signal }: Pick<LibraryContext, 'store' | 'clock' | 'signal'>,
): ListingCorrector {
  /** Lets the corrector skip listings without a member in the changed months. */
  const monthsOf = new Map<string, MonthsOfListing>();

  async function noteMonths(groupId: string, { members, etag }: Listing): Promise<void> {
    const months = new Set<string>();
    await eachInSlices(members, ({ asset }) => void months.add(dayTaken(asset).month), clock);
    monthsOf.set(groupId, { etag, months });
  }

  /** The corrected listing; undefined when nothing changes. */
  async function corrected(
    stored: Listing,
    corrections: Corrections,
    onRemoved: (asset: Asset) => void,
  ): Promise<Listing | undefined> {
    const assets: Asset[] = [];
    let isChanged = false;
    const add = ({ asset }: NamedAsset): void => {
      const now = corrections.gone.has(asset.id) ? undefined : current(asset, corrections);
      if (now) assets.push(now);
      else onRemoved(asset);
      isChanged ||= now !== asset;
    };
    await eachInSlices(stored.members, add, clock);
    if (!isChanged) return undefined;
    const { revision, readAt } = stored;
    return createListing({ revision, readAt }, await nameAssets(assets, stored, clock), clock);
  }

  return async (corrections) => {
    const removedFrom = new Map<string, string[]>();
    const all = catalog.all().filter(({ group: { kind } }) => isSourceKind(kind) && kind !== 'month');
    for (const { group, listing } of all) {
      if (!listing || signal.aborted) continue;
      const noted = monthsOf.get(group.id);
      if (noted?.etag === listing.etag && corrections.months?.every((month) => !noted.months.has(month))) continue;
      const stored = await store.readListing(group.id, { retain: false });
      if (!stored) continue;
      await noteMonths(group.id, stored);
      if (!stored.members.some(({ asset }) => isAffected(asset, corrections))) continue;
      const onRemoved = ({ id }: Asset): void => void removedFrom.set(id, [...(removedFrom.get(id) ?? []), group.id]);
      await listings.correct(group, (latest) => corrected(latest, corrections, onRemoved)).catch(() => {});
    }
    return removedFrom;
  };
}
