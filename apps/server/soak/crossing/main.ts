import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCrossing } from './run-crossing.ts';

/** `pnpm soak:crossing [requests] [seed]`: for each way to log in and each supported line of Immich. */
const requests = Number(process.argv[2] ?? 25_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1_000_000));
if (!Number.isInteger(requests) || requests < 1 || !Number.isInteger(seed)) {
  process.stderr.write('Usage: pnpm soak:crossing [requests] [seed]\n');
  process.exit(2);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
for (const version of ['2.7.5', '3.1.0'] as const)
  for (const auth of ['immich', 'users'] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'immich-webdav-crossing-'));
    try {
      const { statuses, violations } = await runCrossing({ requests, seed, version, auth, folder });
      const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status} x ${count}`);
      print(`AUTH=${auth}, Immich ${version}, seed ${seed}: ${requests} requests, answered ${counts.join(', ')}.`);
      for (const violation of violations) print(`WRONG: ${violation}`);
      if (violations.length > 0) process.exitCode = 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
