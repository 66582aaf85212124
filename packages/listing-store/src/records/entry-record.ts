import { crc32 } from 'node:zlib';
import type { CatalogEntry, ListingSummary } from '@immich-webdav/core';

/** Where the members of a listing are, and what they add up to. */
export interface StoredListing {
  readonly generation: number;
  readonly summary: ListingSummary;
}

/** A group as the store knows it. */
export interface StoredEntry {
  readonly entry: CatalogEntry;
  /** Absent when there is no listing, whatever the entry says. */
  readonly kept: StoredListing | undefined;
}

/** A group, as it is stored. */
export interface EntryRecord {
  readonly data: string;
  /** A checksum of the data. */
  readonly seal: number;
}

/** JSON has no undefined. */
const summaryFrom = ({ revision, ...rest }: ListingSummary): ListingSummary => ({ revision, ...rest });

export function packEntry({ entry: { name, group, listing }, kept }: StoredEntry): EntryRecord {
  const data = JSON.stringify({ entry: { name, group, listing }, kept });
  return { data, seal: crc32(data) };
}

/** The group; undefined when the record is damaged. */
export function unpackEntry({ data, seal }: EntryRecord): StoredEntry | undefined {
  // A damaged page may turn a value into one of another type.
  if (typeof data !== 'string' || crc32(data) !== seal) return undefined;
  const { entry, kept } = JSON.parse(data) as StoredEntry;
  const listing = kept && entry.listing && summaryFrom(entry.listing);
  return {
    entry: { name: entry.name, group: entry.group, listing },
    kept: kept && { generation: kept.generation, summary: summaryFrom(kept.summary) },
  };
}
