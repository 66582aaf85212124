import { createDigest } from '../base/digest.ts';
import { eachInSlices, sortInSlices } from '../base/slices.ts';
import { withExtension } from '../names/extension-of.ts';
import { type GivenName, giveNames } from '../names/give-names.ts';
import { legalName } from '../names/legal-name.ts';
import type { Asset } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing, ListingSummary, NamedAsset } from '../ports/listing.ts';
import { fingerprintOf } from './fingerprint.ts';

/** From the oldest upload to the youngest. */
export const byAge = (a: Asset, b: Asset): number => a.uploadedAt - b.uploadedAt || (a.id < b.id ? -1 : 1);
const byName = (a: NamedAsset, b: NamedAsset): number => (a.name < b.name ? -1 : 1);

export interface ListingFacts {
  /** Absent when the listing is not known to be complete. */
  readonly revision: string | undefined;
  readonly readAt: number;
}

/** Puts members in order and gives the whole its entity tag. */
export async function createListing(
  { revision, readAt }: ListingFacts,
  named: readonly NamedAsset[],
  turns: Pick<Clock, 'sleep'>,
): Promise<Listing> {
  const members = await sortInSlices(named, byName, turns);
  const digest = createDigest();
  const add = ({ name, asset }: NamedAsset): void => {
    digest.add(name);
    digest.add(fingerprintOf(asset));
  };
  await eachInSlices(members, add, turns);
  const archivedCount = members.filter(({ asset }) => asset.isArchived).length;
  const counts = { count: members.length, ...(archivedCount > 0 && { archivedCount }) };
  return { revision, readAt, members, ...counts, etag: digest.hex() };
}

/** What is known of a listing without its members. */
export function summaryOf({ members: _members, ...summary }: Listing): ListingSummary {
  return summary;
}

const verbatimOf = ({ fileName, mediaType }: Asset): string => withExtension(fileName, mediaType);

/** Names assets from the oldest to the youngest; those of the listing before keep theirs. */
export async function nameAssets(
  assets: readonly Asset[],
  before: Listing | undefined,
  clock: Clock,
): Promise<readonly NamedAsset[]> {
  const fromOldest = await sortInSlices(assets, byAge, clock);
  const known = new Map(before?.members.map((member) => [member.asset.id, member]));
  const given = (id: string): GivenName | undefined => {
    const member = known.get(id);
    return member && { verbatim: verbatimOf(member.asset), name: member.name };
  };
  const nameless = fromOldest.map((asset) => ({ id: asset.id, verbatim: verbatimOf(asset) }));
  const names = await giveNames(nameless, given, clock);
  return fromOldest.map((asset) => ({ name: names.get(asset.id) ?? legalName(verbatimOf(asset)), asset }));
}
