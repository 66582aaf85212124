import { dirname } from 'node:path';
import type { SourceFile } from './source-files.ts';

export interface Shape {
  readonly files: number;
  readonly medianLines: number;
  readonly p90Lines: number;
  /** Files under 30 lines with one importer and no test of their own. */
  readonly sections: readonly string[];
  /** Pairs of folders of one package that import each other. */
  readonly mutualRooms: readonly string[];
  /** Circles of imports, each as its files. */
  readonly circles: readonly (readonly string[])[];
}

const smallLines = 30;

/** The shape of the import graph. */
export function shapeOf(files: readonly SourceFile[]): Shape {
  const lines = files.map((file) => file.lines).toSorted((a, b) => a - b);
  const at = (share: number): number => lines[Math.floor((lines.length - 1) * share)] ?? 0;
  const importers = countImporters(files);
  const isSection = ({ path, lines: count, isTested }: SourceFile): boolean =>
    count < smallLines && importers.get(path) === 1 && !isTested;
  return {
    files: files.length,
    medianLines: at(0.5),
    p90Lines: at(0.9),
    sections: files.filter(isSection).map(({ path }) => path),
    mutualRooms: mutualRooms(files),
    circles: circles(files),
  };
}

function countImporters(files: readonly SourceFile[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { imports } of files) for (const target of imports) counts.set(target, (counts.get(target) ?? 0) + 1);
  return counts;
}

function mutualRooms(files: readonly SourceFile[]): readonly string[] {
  const arrows = new Set<string>();
  for (const { path, imports } of files) {
    for (const target of imports)
      if (dirname(target) !== dirname(path)) arrows.add(`${dirname(path)} ${dirname(target)}`);
  }
  return [...arrows].filter((arrow) => {
    const [from = '', to = ''] = arrow.split(' ');
    return from < to && arrows.has(`${to} ${from}`);
  });
}

/** Strongly connected files (Tarjan's algorithm). */
function circles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports]));
  const indexes = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string): void => {
    indexes.set(path, indexes.size);
    lowest.set(path, indexes.size - 1);
    stack.push(path);
    for (const target of importsOf.get(path) ?? []) {
      if (!importsOf.has(target)) continue;
      if (!indexes.has(target)) visit(target);
      if (stack.includes(target)) lowest.set(path, Math.min(lowest.get(path) ?? 0, lowest.get(target) ?? 0));
    }
    if (lowest.get(path) !== indexes.get(path)) return;
    const circle = stack.splice(stack.indexOf(path));
    if (circle.length > 1) found.push(circle);
  };
  for (const { path } of files) if (!indexes.has(path)) visit(path);
  return found;
}
