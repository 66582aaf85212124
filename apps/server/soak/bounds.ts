import type { SoakReport } from './run-soak.ts';

/**
 * By how many bytes each may grow after the first part of a soak: caches with a bound of their own fill up, and V8 keeps what
 * it compiled. The heap and what is outside of it are measured after a collection of garbage; nobody can ask that of the
 * system's allocator, so resident memory has more room.
 */
const growth = { heapUsed: 10_000_000, external: 20_000_000, rss: 80_000_000 } as const;

/** Everything that a soak must not leave behind, in words; empty when all is well. */
export function findingsOf(report: SoakReport): readonly string[] {
  const { memory, handles, exitCode, violations } = report;
  const { early, late } = memory;
  const findings = [...violations];
  for (const kind of ['heapUsed', 'external', 'rss'] as const) {
    if (late[kind] - early[kind] > growth[kind])
      findings.push(`memory (${kind}) grew from ${early[kind]} to ${late[kind]} bytes`);
  }
  if (handles.before !== undefined && (handles.after ?? 0) > handles.before)
    findings.push(`${handles.after} open files and sockets instead of ${handles.before}`);
  if (exitCode !== 0) findings.push(`the server ended with ${exitCode}`);
  return findings;
}
