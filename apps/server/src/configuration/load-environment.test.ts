import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadEnvironment } from './load-environment.ts';

it('reads .env beneath the own variables', () => {
  const path = temporaryFolder();
  writeFileSync(join(path, '.env'), 'IMMICH_URL=http://from-file\nLOG_LEVEL=debug # more\nIMMICH_API_KEY="a$b#c"\n');
  expect(loadEnvironment(path, { IMMICH_URL: 'http://own' })).toEqual({
    IMMICH_URL: 'http://own',
    LOG_LEVEL: 'debug',
    IMMICH_API_KEY: 'a$b#c',
  });
});

it('needs no .env', () => {
  expect(loadEnvironment(temporaryFolder(), { A: '1' })).toEqual({ A: '1' });
});
