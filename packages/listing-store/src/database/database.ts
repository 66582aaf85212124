import { DatabaseSync } from 'node:sqlite';
import { type EntryRecord, packEntry, type StoredEntry, unpackEntry } from '../records/entry-record.ts';
import type { Slice, SlicePlace } from '../records/slice.ts';
import { describeRenditions, type RenditionTable } from './rendition-table.ts';
import { applicationId, formatVersion, pragmas, tables } from './schema.ts';
import { DamagedError } from './sqlite-failure.ts';
import { describeStacks, type StackTable } from './stack-table.ts';

/** Why a file is not read. */
export type Unfit =
  | { readonly reason: 'format' | 'damage' }
  /** `isEmpty`: entries were never written to it. */
  | { readonly reason: 'identity'; readonly identity: string; readonly isEmpty: boolean };

/** An open database of listings. Everything throws SQLite's errors. */
export interface Database {
  /** In their order; undefined when none were ever written. */
  readEntries(): Map<string, StoredEntry> | undefined;
  putEntry(kept: StoredEntry, position: number): void;
  /** Replaces an entry where it is. */
  replaceEntry(kept: StoredEntry): void;
  deleteEntry(id: string): void;
  /** Notes that entries were written, none perhaps. */
  noteEntries(): void;
  readSlice(place: SlicePlace): Slice | undefined;
  writeSlice(place: SlicePlace, slice: Slice): void;
  deleteGeneration(generation: number): void;
  readonly renditions: RenditionTable;
  readonly stacks: StackTable;
  /** All of the work or nothing; only one at a time. */
  transaction(work: () => Promise<void>): Promise<void>;
  /** Again does nothing. */
  close(): void;
}

/** Opens a file, or `:memory:`; makes it where there is none. Says why when it is not fit to be read. */
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
  const known = sqlite.prepare("SELECT value FROM fact WHERE name = 'identity'").get();
  if (known?.value !== identity) {
    const isEmpty = number("SELECT count(*) FROM fact WHERE name = 'entries'") === 0;
    return { reason: 'identity', identity: String(known?.value), isEmpty };
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
      return new Map(rows.map(({ id, ...record }) => [id, trusted(unpackEntry(record), id)]));
    },
    putEntry(kept, position) {
      const { data, seal } = packEntry(kept);
      sql.putEntry.run(kept.entry.group.id, position, data, seal);
    },
    replaceEntry(kept) {
      const { data, seal } = packEntry(kept);
      sql.replaceEntry.run(data, seal, kept.entry.group.id);
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
        // Some failures have ended it already.
        if (sqlite.isOpen && sqlite.isTransaction) sqlite.exec('ROLLBACK');
        throw error;
      }
    },
    close() {
      if (sqlite.isOpen) sqlite.close();
    },
  };
}

/** One entry that cannot be trusted makes all of them doubtful. */
function trusted(kept: StoredEntry | undefined, id: string): StoredEntry {
  if (kept?.entry.group.id !== id) throw new DamagedError('An entry is damaged.');
  return kept;
}
