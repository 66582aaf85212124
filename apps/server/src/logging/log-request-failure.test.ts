import { LibraryError } from '@immich-webdav/core';
import { expect, it } from 'vitest';
import { createRequestFailureLog } from './log-request-failure.ts';
import { createLogger } from './logger.ts';
import { createReportOnce } from './report-once.ts';

it('warns of each code once a minute and calls only bugs errors', () => {
  const told: string[] = [];
  const output = { write: (line: string) => told.push(JSON.parse(line).level) };
  let now = 1_000_000;
  const fail = createRequestFailureLog({
    log: createLogger({ level: 'debug', secrets: [], output }),
    clock: { elapsed: () => now },
    troubles: createReportOnce(),
  });
  const down = new LibraryError('unavailable', 'Immich cannot be reached.');
  fail(down);
  fail(down);
  fail(new LibraryError('timeout', 'Immich took too long.'));
  now += 59_999;
  fail(down);
  now += 1;
  fail(down);
  fail(down);
  fail(new TypeError('a bug'));
  fail(new TypeError('a bug'));
  const [debug, warn, error] = [20, 40, 50];
  expect(told).toEqual([warn, debug, warn, debug, warn, debug, error, error]);
});

it('tells each permission that the key lacks once', () => {
  const told: string[] = [];
  const output = { write: (line: string) => told.push(JSON.parse(line).level) };
  let now = 0;
  const log = createLogger({ level: 'debug', secrets: [], output });
  const fail = createRequestFailureLog({ log, clock: { elapsed: () => now }, troubles: createReportOnce() });
  for (const name of ['asset.view', 'asset.view', 'asset.download', 'asset.view']) {
    fail(new LibraryError('forbidden', `The API key lacks the permission ${name}.`));
    now += 3_600_000;
  }
  expect(told).toEqual([40, 20, 40, 20]);
});

it('tells once that the key is refused, and again when it is refused anew', () => {
  const told: string[] = [];
  const output = { write: (line: string) => told.push(JSON.parse(line).level) };
  const troubles = createReportOnce();
  let now = 0;
  const log = createLogger({ level: 'debug', secrets: [], output });
  const fail = createRequestFailureLog({ log, clock: { elapsed: () => now }, troubles });
  const refused = new LibraryError('unauthenticated', 'Immich does not accept the API key.');
  fail(refused);
  now += 3_600_000;
  fail(refused);
  troubles.reset();
  fail(refused);
  expect(told).toEqual([40, 20, 40]);
});
