import { TreeError } from '@immich-webdav/core';
import { expect, it } from 'vitest';
import { createRequestFailureLog } from './log-request-failure.ts';
import { createLogger } from './logger.ts';

it('warns of each code once a minute and calls only bugs errors', () => {
  const told: string[] = [];
  const output = { write: (line: string) => told.push(JSON.parse(line).level) };
  let now = 1_000_000;
  const fail = createRequestFailureLog(createLogger({ level: 'debug', secrets: [], output }), { now: () => now });
  const down = new TreeError('unavailable', 'Immich cannot be reached.');
  fail(down);
  fail(down);
  fail(new TreeError('timeout', 'Immich took too long.'));
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
