import { DatabaseSync } from 'node:sqlite';
import { type EntryRecord, packEntry, type StoredEntry, unpackEntry } from '../records/entry-record.ts';
import type { Slice, SlicePlace } from '../records/slice.ts';
import { describeRenditions, describeStacks, type RenditionTable, type StackTable } from './cache-tables.ts';
import { applicationId, formatVersion, pragmas, tables } from './schema.ts';
import { DamagedError } from './sqlite-failure.ts';

/** Why a file cannot be used. */
export type Unfit =
  | { readonly reason: 'format' | 'damage' }
  /** `isEmpty`: no entries were ever written to it. */
  | { readonly reason: 'identity'; readonly identity: string; readonly isEmpty: boolean };

/** An open database of listings. All methods throw SQLite's errors. */
export interface Database {
  /** In their stored order. Undefined if none were ever written. */
  readEntries(): Map<string, StoredEntry> | undefined;
  putEntry(entry: StoredEntry, position: number): void;
  /** Replaces an entry without changing its position. */
  replaceEntry(entry: StoredEntry): void;
  deleteEntry(id: string): void;
  /** Records that entries were written, even if there are none. */
  noteEntries(): void;
  readSlice(place: SlicePlace): Slice | undefined;
  writeSlice(place: SlicePlace, slice: Slice): void;
  deleteGeneration(generation: number): void;
  readonly renditions: RenditionTable;
  readonly stacks: StackTable;
  /** Commits the work, or nothing if it rejects. Transactions must not overlap. */
  transaction(work: () => Promise<void>): Promise<void>;
  /** Idempotent. */
  close(): void;
}

/** Opens or creates a file, or `:memory:`. Returns the reason if the file cannot be used. */
export function openDatabase(path: string, identity: string): Database | Unfit {
  const sqlite = new DatabaseSync(path);
  try {
    const unfit = prepare(sqlite, identity);
    if (unfit === undefined) return describe(sqlite);
    sqlite.close();
    return unfit;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function prepare(sqlite: DatabaseSync, identity: string): Unfit | undefined {
  sqlite.exec('PRAGMA locking_mode = EXCLUSIVE');
  const number = (sql: string): number => Number(Object.values(sqlite.prepare(sql).get() ?? {})[0]);
  const isNew = number('SELECT count(*) FROM sqlite_schema') === 0;
  if (isNew) return create(sqlite, identity);
  const isOurs = number('PRAGMA application_id') === applicationId && number('PRAGMA user_version') === formatVersion;
  if (!isOurs) return { reason: 'format' };
  const stored = sqlite.prepare("SELECT value FROM fact WHERE name = 'identity'").get();
  if (stored?.value !== identity) {
    const isEmpty = number("SELECT count(*) FROM fact WHERE name = 'entries'") === 0;
    return { reason: 'identity', identity: String(stored?.value), isEmpty };
  }
  sqlite.exec(pragmas);
  return undefined;
}

function create(sqlite: DatabaseSync, identity: string): undefined {
  sqlite.exec(pragmas);
  sqlite.exec('BEGIN IMMEDIATE');
  sqlite.exec(tables);
  sqlite.prepare("INSERT INTO fact VALUES ('identity', ?)").run(identity);
  sqlite.exec('COMMIT');
}

function describe(sqlite: DatabaseSync): Database {
  const sql = {
    hasEntries: sqlite.prepare("SELECT 1 FROM fact WHERE name = 'entries'"),
    noteEntries: sqlite.prepare("INSERT OR IGNORE INTO fact VALUES ('entries', 'written')"),
    entries: sqlite.prepare('SELECT id, data, seal FROM entry ORDER BY position'),
    putEntry: sqlite.prepare('INSERT OR REPLACE INTO entry (id, position, data, seal) VALUES (?, ?, ?, ?)'),
    replaceEntry: sqlite.prepare('UPDATE entry SET data = ?, seal = ? WHERE id = ?'),
    deleteEntry: sqlite.prepare('DELETE FROM entry WHERE id = ?'),
    slice: sqlite.prepare('SELECT data, seal FROM slice WHERE generation = ? AND part = ?'),
    putSlice: sqlite.prepare('INSERT INTO slice (generation, part, data, seal) VALUES (?, ?, ?, ?)'),
    deleteGeneration: sqlite.prepare('DELETE FROM slice WHERE generation = ?'),
  };
  return {
    readEntries() {
      if (!sql.hasEntries.get()) return undefined;
      const rows = sql.entries.all() as unknown as (EntryRecord & { readonly id: string })[];
      return new Map(rows.map(({ id, ...record }) => [id, requireEntry(unpackEntry(record), id)]));
    },
    putEntry(stored, position) {
      const { data, seal } = packEntry(stored);
      sql.putEntry.run(stored.entry.group.id, position, data, seal);
    },
    replaceEntry(stored) {
      const { data, seal } = packEntry(stored);
      sql.replaceEntry.run(data, seal, stored.entry.group.id);
    },
    deleteEntry: (id) => void sql.deleteEntry.run(id),
    noteEntries: () => void sql.noteEntries.run(),
    readSlice: ({ generation, part }) => sql.slice.get(generation, part) as unknown as Slice | undefined,
    writeSlice: ({ generation, part }, { data, seal }) => void sql.putSlice.run(generation, part, data, seal),
    deleteGeneration: (generation) => void sql.deleteGeneration.run(generation),
    renditions: describeRenditions(sqlite),
    stacks: describeStacks(sqlite),
    async transaction(work) {
      sqlite.exec('BEGIN IMMEDIATE');
      try {
        await work();
        sqlite.exec('COMMIT');
      } catch (error) {
        // SQLite ends the transaction by itself after some errors.
        if (sqlite.isOpen && sqlite.isTransaction) sqlite.exec('ROLLBACK');
        throw error;
      }
    },
    close() {
      if (sqlite.isOpen) sqlite.close();
    },
  };
}

/** One damaged entry makes the whole file unreliable. */
function requireEntry(stored: StoredEntry | undefined, id: string): StoredEntry {
  if (stored?.entry.group.id !== id) throw new DamagedError('An entry is damaged.');
  return stored;
}
