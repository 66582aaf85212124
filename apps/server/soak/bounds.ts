import type { SoakReport } from './run-soak.ts';

/**
 * Bytes by which each kind of memory may grow after the warm-up of a soak, because bounded caches fill up and V8 caches compiled
 * code. Heap and external memory are measured after a collection of garbage, which does not affect the system's allocator, so
 * resident memory has a larger limit.
 */
const growth = { heapUsed: 10_000_000, external: 20_000_000, rss: 80_000_000 } as const;

/** One sentence for each exceeded limit. */
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
