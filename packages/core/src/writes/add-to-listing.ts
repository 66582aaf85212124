import { createListing } from '../catalog/listing.ts';
import { LibraryError } from '../errors/library-error.ts';
import { nameKey } from '../names/name-table.ts';
import type { Asset } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing } from '../ports/listing.ts';

/** A listing with an asset under the name that its client gave it. The revision stays: the next refresh reads the group again. */
export async function addToListing(
  listing: Listing,
  name: string,
  asset: Asset,
  clock: Pick<Clock, 'sleep'>,
): Promise<Listing> {
  const others = listing.members.filter((member) => member.asset.id !== asset.id);
  return createListing(listing, [...others, { name, asset }], clock);
}

/** Throws where a listing has the asset, or the name in any case. */
export function requireFree({ members }: Listing, name: string, asset?: Asset): void {
  const member = asset && members.find((one) => one.asset.id === asset.id);
  if (member && member.name !== name)
    throw new LibraryError('conflict', `The album has this photo already, as '${member.name}'.`);
  const key = nameKey(name);
  const same = members.find((one) => nameKey(one.name) === key && one.asset.id !== asset?.id);
  if (same) throw new LibraryError('already-exists', `The album has '${same.name}' already.`);
}
