import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadEnvironment } from './load-environment.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'environment-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

it('reads .env beneath the own variables', () => {
  const path = folder();
  writeFileSync(join(path, '.env'), 'IMMICH_URL=http://from-file\nLOG_LEVEL=debug # more\nIMMICH_API_KEY="a$b#c"\n');
  expect(loadEnvironment(path, { IMMICH_URL: 'http://own' })).toEqual({
    IMMICH_URL: 'http://own',
    LOG_LEVEL: 'debug',
    IMMICH_API_KEY: 'a$b#c',
  });
});

it('needs no .env', () => {
  expect(loadEnvironment(folder(), { A: '1' })).toEqual({ A: '1' });
});
