import type { CatalogEntry, Listing, ListingSummary } from '@immich-webdav/core';
import type { StoredEntry } from '../records/entry-record.ts';
import { writeMembers } from '../records/members.ts';
import type { StoreState } from './store-state.ts';

const summaryOf = ({ members: _members, ...summary }: Listing): ListingSummary => summary;

/** Replaces a listing and its entry; does nothing when the group has gone. */
export async function replaceListing(state: StoreState, entry: CatalogEntry, listing: Listing): Promise<void> {
  const { database, memory, entries } = state;
  const { id } = entry.group;
  const before = entries?.get(id);
  if (!before) return;
  state.generation += 1;
  const { generation } = state;
  const next: StoredEntry = { entry, kept: { generation, summary: summaryOf(listing) } };
  await database.transaction(async () => {
    await writeMembers(database, generation, listing.members);
    if (before.kept) database.deleteGeneration(before.kept.generation);
    database.replaceEntry(next);
  });
  entries?.set(id, next);
  // What nobody has looked at must not push out what somebody does: a whole library passes here when it is read first.
  memory.replace(id, listing);
}
