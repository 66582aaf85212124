import type { DatabaseSync } from 'node:sqlite';
import type { Packed, RenditionRecord } from '../records/rendition-record.ts';

/** The key of a row. */
export interface RenditionKey {
  readonly rendition: number;
  readonly asset: Packed;
}

/** A row, with the period in which it was last read. */
export interface RenditionRow extends RenditionRecord {
  readonly used: number;
}

/** The table of rendition metadata. All methods throw SQLite's errors. */
export interface RenditionTable {
  read(key: RenditionKey): RenditionRow | undefined;
  put(key: RenditionKey, record: RenditionRecord, used: number): void;
  /** Records that a row was read. */
  touch(key: RenditionKey, used: number): void;
  /** Removes unused ones among the next `count` rows. Returns the last row visited; undefined at the end of the table. */
  pruneAfter(key: RenditionKey, count: number, unusedSince: number): RenditionKey | undefined;
  /** The period in which pruning last began. */
  prunedIn(): number | undefined;
  notePrune(period: number): void;
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
    prune: sqlite.prepare('DELETE FROM rendition WHERE (rendition, asset) > (?, ?) AND used < ?'),
    pruneUntil: sqlite.prepare(
      'DELETE FROM rendition WHERE (rendition, asset) > (?, ?) AND (rendition, asset) <= (?, ?) AND used < ?',
    ),
    pruned: sqlite.prepare("SELECT value FROM fact WHERE name = 'swept'"),
    notePrune: sqlite.prepare("INSERT OR REPLACE INTO fact VALUES ('swept', ?)"),
  };
  return {
    read: ({ rendition, asset }) => sql.read.get(rendition, asset) as unknown as RenditionRow | undefined,
    put({ rendition, asset }, { revision, size, media_type, tag, seal }, used) {
      sql.put.run(rendition, asset, revision, size, media_type, tag, seal, used);
    },
    touch: ({ rendition, asset }, used) => void sql.touch.run(used, rendition, asset),
    pruneAfter({ rendition, asset }, count, unusedSince) {
      const last = sql.last.get(rendition, asset, count - 1) as unknown as RenditionKey | undefined;
      if (last) sql.pruneUntil.run(rendition, asset, last.rendition, last.asset, unusedSince);
      else sql.prune.run(rendition, asset, unusedSince);
      return last;
    },
    prunedIn() {
      const value = sql.pruned.get()?.value;
      return value === undefined ? undefined : Number(value);
    },
    notePrune: (period) => void sql.notePrune.run(String(period)),
  };
}

/** The table of stacks, in batches numbered from 0. All methods throw SQLite's errors. */
export interface StackTable {
  read(batch: number): string | undefined;
  put(batch: number, record: string): void;
  clear(): void;
}

export function describeStacks(sqlite: DatabaseSync): StackTable {
  const sql = {
    read: sqlite.prepare('SELECT value FROM fact WHERE name = ?'),
    put: sqlite.prepare('INSERT INTO fact VALUES (?, ?)'),
    clear: sqlite.prepare("DELETE FROM fact WHERE name GLOB 'stacks *'"),
  };
  return {
    read(batch) {
      const value = sql.read.get(`stacks ${batch}`)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    put: (batch, record) => void sql.put.run(`stacks ${batch}`, record),
    clear: () => void sql.clear.run(),
  };
}
