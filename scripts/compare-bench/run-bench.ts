import { execFileSync } from 'node:child_process';

/** One figure of a benchmark's table. */
export interface Figure {
  /** The row and what it was measured against. */
  readonly row: string;
  readonly value: number;
  readonly unit: string;
}

const line = /^\| (?<title>[^|]+) \| (?<value>[\d.]+) (?<unit>\S+) \| (?<against>[^|]*) \|/;

/** Runs the benchmark of a checkout, and resolves with our own figures of its table. */
export function runBench(folder: string, filter: string): readonly Figure[] {
  const table = execFileSync('node', ['--conditions=@immich-webdav/source', 'bench/main.ts', filter], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return parseTable(table);
}

/** Our figures in a table as the benchmark prints it. */
export function parseTable(table: string): readonly Figure[] {
  return table.split('\n').flatMap((text) => {
    const { title, value, unit, against } = line.exec(text)?.groups ?? {};
    if (title === undefined || value === undefined || unit === undefined) return [];
    return [{ row: against?.trim() ? `${title} (beside ${against.trim()})` : title, value: Number(value), unit }];
  });
}
