import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingsOf } from './bounds.ts';
import { runSoak } from './run-soak.ts';
import type { Memory } from './server/server-process.ts';

/** `pnpm soak [minutes] [seed]`. */
const minutes = Number(process.argv[2] ?? 10);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1_000_000));
if (!(minutes > 0) || !Number.isInteger(seed)) {
  process.stderr.write('Usage: pnpm soak [minutes] [seed]\n');
  process.exit(2);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const megabytes = ({ heapUsed, external, rss }: Memory): string =>
  [heapUsed, external, rss].map((bytes) => (bytes / 1e6).toFixed(1)).join(' / ');
const table = (title: string, counts: ReadonlyMap<string, number>): void => {
  print(`\n${title}`);
  for (const [name, count] of [...counts].sort(([a], [b]) => a.localeCompare(b)))
    print(`  ${String(count).padStart(7)}  ${name}`);
};

const folder = mkdtempSync(join(tmpdir(), 'immich-webdav-soak-'));
print(`Soaking for ${minutes} minutes with seed ${seed}.`);
try {
  const report = await runSoak({ seconds: minutes * 60, seed, version: '3.1.0', folder, onProgress: print });
  const { memory, handles, verified, warnings, exitCode } = report;
  table('Answers', report.replies);
  table('Troubles', report.troubles);
  print(`\n${verified} whole answers of content were compared with the true bytes; ${warnings} warnings in the log.`);
  print(`Everything was right again after ${report.recoverySeconds.toFixed(0)} s.`);
  print('Heap / outside of the heap / RSS, in MB:');
  print(`  before ${megabytes(memory.before)}, early ${megabytes(memory.early)}, late ${megabytes(memory.late)}`);
  print(`Open files and sockets: ${handles.before} before, ${handles.after} after. Exit code ${exitCode}.`);
  const findings = findingsOf(report);
  for (const finding of findings) print(`WRONG: ${finding}`);
  print(findings.length === 0 ? 'All is well.' : `${findings.length} findings.`);
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
