import { crc32 } from 'node:zlib';
import type { CatalogEntry, ListingSummary } from '@immich-webdav/core';

/** The generation of the stored members of a listing, and their summary. */
export interface StoredListing {
  readonly generation: number;
  readonly summary: ListingSummary;
}

/** A group, and its stored listing. */
export interface StoredEntry {
  readonly entry: CatalogEntry;
  /** Undefined if no listing is stored, even if the entry has a summary. */
  readonly stored: StoredListing | undefined;
}

/** The serialized form of a `StoredEntry`. */
export interface EntryRecord {
  readonly data: string;
  /** A checksum of the data. */
  readonly seal: number;
}

interface EntryJson {
  readonly entry: CatalogEntry;
  readonly kept?: StoredListing;
}

/** Restores a revision that is undefined, which JSON omits. */
const summaryFrom = ({ revision, ...rest }: ListingSummary): ListingSummary => ({ revision, ...rest });

export function packEntry({ entry: { name, group, listing }, stored }: StoredEntry): EntryRecord {
  const data = JSON.stringify({ entry: { name, group, listing }, kept: stored });
  return { data, seal: crc32(data) };
}

/** Undefined if the record is damaged. */
export function unpackEntry({ data, seal }: EntryRecord): StoredEntry | undefined {
  // A damaged page may change the type of a value.
  if (typeof data !== 'string' || crc32(data) !== seal) return undefined;
  const { entry, kept: stored } = JSON.parse(data) as EntryJson;
  const listing = stored && entry.listing && summaryFrom(entry.listing);
  return {
    entry: { name: entry.name, group: entry.group, listing },
    stored: stored && { generation: stored.generation, summary: summaryFrom(stored.summary) },
  };
}
