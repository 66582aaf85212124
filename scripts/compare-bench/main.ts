/**
 * Measures this checkout beside another commit, turn by turn in one run, so that a busy machine slows both alike.
 *
 *     pnpm bench:compare <commit> [part of a row's title] [passes, 3 unless set]
 *
 * Ends with 1 when a row costs more than 1.1 of what it did.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from './compare.ts';
import { type Figure, runBench } from './run-bench.ts';

const worst = 1.1;
const [commit, filter = '', passes = '3'] = process.argv.slice(2);
if (commit === undefined) throw new Error('Name the commit to compare with: pnpm bench:compare <commit>');

const run = (command: string, args: readonly string[], cwd: string): void =>
  void execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });

const here = process.cwd();
const other = join(mkdtempSync(join(tmpdir(), 'compare-')), 'checkout');
run('git', ['worktree', 'add', '--detach', other, commit], here);
try {
  run('npx', ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile'], other);
  for (const folder of [other, here]) run('npx', ['--yes', 'pnpm@12.21.0', 'exec', 'tsc', '-b'], folder);
  const before: Figure[] = [];
  const now: Figure[] = [];
  for (let pass = 0; pass < Number(passes); pass++) {
    before.push(...runBench(other, filter));
    now.push(...runBench(here, filter));
  }
  const rows = compare(before, now);
  console.log(`| row | ${commit} | now | cost |\n|---|---:|---:|---:|`);
  for (const { row, unit, before: was, now: is, cost } of rows)
    console.log(`| ${row} | ${was} ${unit} | ${is} ${unit} | ${cost.toFixed(2)} |`);
  if (rows.some(({ cost }) => cost > worst)) process.exitCode = 1;
} finally {
  run('git', ['worktree', 'remove', '--force', other], here);
  rmSync(join(other, '..'), { recursive: true, force: true });
}
