import type { DatabaseSync } from 'node:sqlite';
import type { Packed, RenditionRecord } from '../records/rendition-record.ts';

/** The key of a row. */
export interface RenditionKey {
  readonly rendition: number;
  readonly asset: Packed;
}

/** A row, with the period in which it was last wanted. */
export interface RenditionRow extends RenditionRecord {
  readonly used: number;
}

/** What is known of renditions, row by row. Everything throws SQLite's errors. */
export interface RenditionTable {
  read(key: RenditionKey): RenditionRow | undefined;
  put(key: RenditionKey, record: RenditionRecord, used: number): void;
  /** Notes that it was wanted. */
  touch(key: RenditionKey, used: number): void;
  /** Removes those of the next rows that were not wanted since a period. The last row looked at, undefined at the end. */
  sweepAfter(key: RenditionKey, count: number, unusedSince: number): RenditionKey | undefined;
  /** The period of the last sweep that was begun. */
  sweptIn(): number | undefined;
  noteSweep(period: number): void;
}

export function describeRenditions(sqlite: DatabaseSync): RenditionTable {
  const sql = {
    read: sqlite.prepare(
      'SELECT revision, size, media_type, tag, seal, used FROM rendition WHERE rendition = ? AND asset = ?',
    ),
    put: sqlite.prepare('INSERT OR REPLACE INTO rendition VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    touch: sqlite.prepare('UPDATE rendition SET used = max(used, ?) WHERE rendition = ? AND asset = ?'),
    last: sqlite.prepare(
      `SELECT rendition, asset FROM rendition WHERE (rendition, asset) > (?, ?)
       ORDER BY rendition, asset LIMIT 1 OFFSET ?`,
    ),
    sweep: sqlite.prepare('DELETE FROM rendition WHERE (rendition, asset) > (?, ?) AND used < ?'),
    sweepUntil: sqlite.prepare(
      'DELETE FROM rendition WHERE (rendition, asset) > (?, ?) AND (rendition, asset) <= (?, ?) AND used < ?',
    ),
    swept: sqlite.prepare("SELECT value FROM fact WHERE name = 'swept'"),
    noteSweep: sqlite.prepare("INSERT OR REPLACE INTO fact VALUES ('swept', ?)"),
  };
  return {
    read: ({ rendition, asset }) => sql.read.get(rendition, asset) as unknown as RenditionRow | undefined,
    put({ rendition, asset }, { revision, size, media_type, tag, seal }, used) {
      sql.put.run(rendition, asset, revision, size, media_type, tag, seal, used);
    },
    touch: ({ rendition, asset }, used) => void sql.touch.run(used, rendition, asset),
    sweepAfter({ rendition, asset }, count, unusedSince) {
      const last = sql.last.get(rendition, asset, count - 1) as unknown as RenditionKey | undefined;
      if (last) sql.sweepUntil.run(rendition, asset, last.rendition, last.asset, unusedSince);
      else sql.sweep.run(rendition, asset, unusedSince);
      return last;
    },
    sweptIn() {
      const value = sql.swept.get()?.value;
      return value === undefined ? undefined : Number(value);
    },
    noteSweep: (period) => void sql.noteSweep.run(String(period)),
  };
}
