import type { SoakReport } from './run-soak.ts';

/** What may grow after the first part of a soak: caches with a bound of their own fill up, and V8 keeps what it compiled. */
export const HEAP_GROWTH_BYTES = 10_000_000;
/** What is not on the heap: buffers of files and sockets. */
export const EXTERNAL_GROWTH_BYTES = 20_000_000;

/** Everything that a soak must not leave behind, in words; empty when all is well. */
export function findingsOf(report: SoakReport): readonly string[] {
  const { memory, handles, exitCode, violations } = report;
  const { early, late } = memory;
  const findings = [...violations];
  if (late.heapUsed - early.heapUsed > HEAP_GROWTH_BYTES)
    findings.push(`the heap grew from ${early.heapUsed} to ${late.heapUsed} bytes`);
  if (late.external - early.external > EXTERNAL_GROWTH_BYTES)
    findings.push(`memory outside of the heap grew from ${early.external} to ${late.external} bytes`);
  if (handles.before !== undefined && (handles.after ?? 0) > handles.before)
    findings.push(`${handles.after} open files and sockets instead of ${handles.before}`);
  if (exitCode !== 0) findings.push(`the server ended with ${exitCode}`);
  return findings;
}
