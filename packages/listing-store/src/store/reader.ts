import type { Listing } from '@immich-webdav/core';
import { isDamage, toLibraryError } from '../database/sqlite-failure.ts';
import type { StoredListing } from '../records/entry-record.ts';
import { readMembers } from '../records/members.ts';
import { beginAnew, forgetListing } from './repair.ts';
import type { StoreState } from './store-state.ts';
import type { Writer } from './writer.ts';

/** Reads listings from the file, at any time, also while one is written. Those that are retained stay in memory. */
export type Reader = (groupId: string, retain: boolean) => Promise<Listing | undefined>;

interface Reading {
  readonly listing: Promise<Listing | undefined>;
  /** Whether anybody wants it to stay. */
  stays: boolean;
}

export function createReader(state: StoreState, write: Writer): Reader {
  const { memory } = state;
  const readings = new Map<string, Reading>();

  /** Undefined when the listing is damaged, or was replaced while it was read. */
  async function membersOf(kept: StoredListing): Promise<Listing['members'] | undefined> {
    const { database } = state;
    try {
      return await readMembers(database, kept);
    } catch (error) {
      if (!isDamage(error)) throw toLibraryError(error);
      await write(() => beginAnew(state, database));
      return undefined;
    }
  }

  async function readStored(id: string): Promise<Listing | undefined> {
    const kept = state.entries?.get(id)?.kept;
    if (!kept) return undefined;
    const members = await membersOf(kept);
    // Replaced meanwhile: what was read is old, or was taken away in the middle.
    if (state.entries?.get(id)?.kept !== kept) return memory.get(id) ?? readStored(id);
    if (!members) {
      await write(() => forgetListing(state, id, kept));
      return undefined;
    }
    const listing = { ...kept.summary, members };
    if (readings.get(id)?.stays) memory.set(id, listing);
    return listing;
  }

  /** Whoever asks for a listing that is being read shares the reading, and so the object. */
  return (id, retain) => {
    const shared = readings.get(id) ?? { listing: readStored(id).finally(() => readings.delete(id)), stays: false };
    shared.stays ||= retain;
    readings.set(id, shared);
    return shared.listing;
  };
}
