import { runFuzz } from '../apps/server/fuzz/run-fuzz.ts';

const defaultRequests = 200_000;

/** Runs the fuzzer and prints its findings. Resolves with the exit code. */
export async function fuzz(requests: string | undefined, seed: string | undefined): Promise<number> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const options = {
    requests: Number(requests ?? defaultRequests),
    seed: Number(seed ?? Math.floor(Math.random() * 1_000_000)),
  };
  if (!(options.requests > 0) || !Number.isInteger(options.seed)) {
    say('Usage: pnpm bench fuzz [requests] [seed]');
    return 2;
  }
  say(`Sending ${options.requests} requests with seed ${options.seed}.`);
  const report = await runFuzz({ ...options, onProgress: say });
  const { early, late } = report.memory;
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  say(`${report.requests} requests on ${report.connections} connections. Answers by status:`);
  for (const [status, count] of [...report.answers].sort(([a], [b]) => a.localeCompare(b)))
    say(`  ${status} ${String(count).padStart(8)}`);
  say(`Heap ${megabytes(early.heapUsed)} MB early, ${megabytes(late.heapUsed)} MB late.`);
  say(`Open files and sockets: ${report.handles.before} before, ${report.handles.after} after.`);
  for (const finding of report.findings) say(`WRONG: ${finding}`);
  say(report.findings.length === 0 ? 'All is well.' : `${report.findings.length} findings.`);
  return report.findings.length === 0 ? 0 : 1;
}
