import type { DatabaseSync } from 'node:sqlite';

/** Stacks in parts, numbered from 0, among the facts. Everything throws SQLite's errors. */
export interface StackTable {
  read(part: number): string | undefined;
  put(part: number, record: string): void;
  clear(): void;
}

export function describeStacks(sqlite: DatabaseSync): StackTable {
  const sql = {
    read: sqlite.prepare('SELECT value FROM fact WHERE name = ?'),
    put: sqlite.prepare('INSERT INTO fact VALUES (?, ?)'),
    clear: sqlite.prepare("DELETE FROM fact WHERE name GLOB 'stacks *'"),
  };
  return {
    read(part) {
      const value = sql.read.get(`stacks ${part}`)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    put: (part, record) => void sql.put.run(`stacks ${part}`, record),
    clear: () => void sql.clear.run(),
  };
}
