import type { NamedAsset } from '@immich-webdav/core';
import type { Database } from '../database/database.ts';
import type { StoredListing } from '../records/entry-record.ts';
import { packSlice, sliceLength, unpackSlice } from '../records/slice.ts';
import { yieldToOthers } from '../scheduling/yielding.ts';

/** Reads the members of a listing in slices, and yields before each. Undefined if any are missing or damaged. */
export async function readMembers(
  database: Pick<Database, 'readSlice'>,
  { generation, summary }: StoredListing,
): Promise<readonly NamedAsset[] | undefined> {
  const members: NamedAsset[] = [];
  for (let part = 0; members.length < summary.count; part++) {
    await yieldToOthers();
    const place = { generation, part };
    const slice = database.readSlice(place);
    const unpacked = slice && unpackSlice(slice, place);
    if (unpacked === undefined || unpacked.length === 0) return undefined;
    for (const member of unpacked) members.push(member);
  }
  return members.length === summary.count ? members : undefined;
}

/** Writes the members of a listing in slices, and yields between them. */
export async function writeMembers(
  database: Pick<Database, 'writeSlice'>,
  generation: number,
  members: readonly NamedAsset[],
): Promise<void> {
  for (let part = 0; part * sliceLength < members.length; part++) {
    const place = { generation, part };
    const slice = members.slice(part * sliceLength, (part + 1) * sliceLength);
    database.writeSlice(place, packSlice(slice, place));
    await yieldToOthers();
  }
}
