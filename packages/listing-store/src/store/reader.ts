import type { Listing } from '@immich-webdav/core';
import { isDamage, toLibraryError } from '../database/sqlite-failure.ts';
import type { StoredListing } from '../records/entry-record.ts';
import { readMembers } from './members.ts';
import { removeListing, replaceDatabase } from './repair.ts';
import type { StoreState } from './store-state.ts';
import type { Writer } from './writer.ts';

/** Reads listings from the file, even during a write. Retained ones stay in memory. */
export type Reader = (groupId: string, retain: boolean) => Promise<Listing | undefined>;

interface Reading {
  readonly listing: Promise<Listing | undefined>;
  /** Whether any caller retains it. */
  isRetained: boolean;
}

export function createReader(state: StoreState, write: Writer): Reader {
  const { memory } = state;
  const readings = new Map<string, Reading>();

  /** Undefined if the listing is damaged, or was replaced meanwhile. */
  async function membersOf(stored: StoredListing): Promise<Listing['members'] | undefined> {
    const { database } = state;
    try {
      return await readMembers(database, stored);
    } catch (error) {
      if (!isDamage(error)) throw toLibraryError(error);
      await write(() => replaceDatabase(state, database));
      return undefined;
    }
  }

  async function readStored(id: string): Promise<Listing | undefined> {
    const stored = state.entries?.get(id)?.stored;
    if (!stored) return undefined;
    const members = await membersOf(stored);
    // Replaced meanwhile, so the members are stale or incomplete.
    if (state.entries?.get(id)?.stored !== stored) return memory.get(id) ?? readStored(id);
    if (!members) {
      await write(() => removeListing(state, id, stored));
      return undefined;
    }
    const listing = { ...stored.summary, members };
    if (readings.get(id)?.isRetained) memory.set(id, listing);
    return listing;
  }

  /** Concurrent reads of a listing share one read, and return the same object. */
  return (id, retain) => {
    const shared = readings.get(id) ?? {
      listing: readStored(id).finally(() => readings.delete(id)),
      isRetained: false,
    };
    shared.isRetained ||= retain;
    readings.set(id, shared);
    return shared.listing;
  };
}
