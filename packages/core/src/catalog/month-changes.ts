import { eachInSlices } from '../base/slices.ts';
import type { Asset } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing, NamedAsset } from '../ports/listing.ts';
import { fingerprintOf } from './fingerprint.ts';

/** The differences between two listings of a month. */
export interface MonthChanges {
  /** In the earlier listing only. */
  readonly left: readonly Asset[];
  /** In the later listing only. */
  readonly arrived: readonly Asset[];
  /** In both, with different metadata; records of the later listing. */
  readonly changed: readonly Asset[];
}

/** Whether two records of an asset have the same name and fingerprint. */
export const isSameRecord = (a: Asset, b: Asset): boolean =>
  a.fileName === b.fileName && fingerprintOf(a) === fingerprintOf(b);

type Members = Pick<Listing, 'members'> | undefined;

/** Compares two listings of a month; an absent one has no members. */
export async function monthChanges(
  before: Members,
  after: Members,
  clock: Pick<Clock, 'sleep'>,
): Promise<MonthChanges> {
  const remaining = new Map<string, Asset>();
  const add = ({ asset }: NamedAsset): void => void remaining.set(asset.id, asset);
  await eachInSlices(before?.members ?? [], add, clock);
  const arrived: Asset[] = [];
  const changed: Asset[] = [];
  const compare = ({ asset }: NamedAsset): void => {
    const earlier = remaining.get(asset.id);
    remaining.delete(asset.id);
    if (!earlier) arrived.push(asset);
    else if (!isSameRecord(earlier, asset)) changed.push(asset);
  };
  await eachInSlices(after?.members ?? [], compare, clock);
  return { left: [...remaining.values()], arrived, changed };
}
