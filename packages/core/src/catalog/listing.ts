import { createDigest } from '../base/digest.ts';
import { eachInSlices, sortInSlices } from '../base/slices.ts';
import { withExtension } from '../names/extension-of.ts';
import { type GivenName, giveNames } from '../names/give-names.ts';
import { legalName } from '../names/legal-name.ts';
import type { Asset } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing, ListingSummary, NamedAsset } from '../ports/listing.ts';
import { fingerprintOf } from './fingerprint.ts';

/** Orders assets from the oldest upload to the newest. */
export const byAge = (a: Asset, b: Asset): number => a.uploadedAt - b.uploadedAt || (a.id < b.id ? -1 : 1);
const byName = (a: NamedAsset, b: NamedAsset): number => (a.name < b.name ? -1 : 1);

export interface AboutListing {
  /** Revision of the group; undefined when the listing may be incomplete. */
  readonly revision: string | undefined;
  readonly readAt: number;
}

/** Sorts members by name and computes the entity tag of the listing. */
export async function createListing(
  { revision, readAt }: AboutListing,
  named: readonly NamedAsset[],
  clock: Pick<Clock, 'sleep'>,
): Promise<Listing> {
  const members = await sortInSlices(named, byName, clock);
  const digest = createDigest();
  const add = ({ name, asset }: NamedAsset): void => {
    digest.add(name);
    digest.add(fingerprintOf(asset));
  };
  await eachInSlices(members, add, clock);
  const archivedCount = members.filter(({ asset }) => asset.isArchived).length;
  const counts = { count: members.length, ...(archivedCount > 0 && { archivedCount }) };
  return { revision, readAt, members, ...counts, etag: digest.hex() };
}

/** A listing without its members. */
export function summaryOf({ members: _members, ...summary }: Listing): ListingSummary {
  return summary;
}

const verbatimOf = ({ fileName, mediaType }: Asset): string => withExtension(fileName, mediaType);

/** Names assets from the oldest to the newest. Members of the earlier listing keep their names. */
export async function nameAssets(
  assets: readonly Asset[],
  before: Listing | undefined,
  clock: Clock,
): Promise<readonly NamedAsset[]> {
  const fromOldest = await sortInSlices(assets, byAge, clock);
  const earlier = new Map(before?.members.map((member) => [member.asset.id, member]));
  const given = (id: string): GivenName | undefined => {
    const member = earlier.get(id);
    return member && { verbatim: verbatimOf(member.asset), name: member.name };
  };
  const nameless = fromOldest.map((asset) => ({ id: asset.id, verbatim: verbatimOf(asset) }));
  const names = await giveNames(nameless, given, clock);
  return fromOldest.map((asset) => ({ name: names.get(asset.id) ?? legalName(verbatimOf(asset)), asset }));
}
