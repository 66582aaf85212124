import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The packages that are published, packed as npm would and held against publint and "are the types wrong". */
const published = [
  'packages/core',
  'packages/immich-adapter',
  'packages/webdav-adapter',
  'packages/listing-store',
  'packages/content-cache',
  'packages/xmp-sidecar',
];

const run = (command: string, args: readonly string[], cwd?: string): void => {
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...(cwd ? { cwd } : {}) });
};

for (const folder of published) {
  const packed = mkdtempSync(join(tmpdir(), 'pack-'));
  try {
    run('publint', ['--strict', folder]);
    run('npm', ['pack', '--silent', '--pack-destination', packed], folder);
    const [archive = ''] = readdirSync(packed);
    run('attw', ['--profile', 'esm-only', '--format', 'ascii', join(packed, archive)]);
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
}
