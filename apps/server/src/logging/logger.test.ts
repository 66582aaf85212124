import { type GroupKind, LibraryError } from '@immich-webdav/core';
import { expect, it } from 'vitest';
import { createLogObserver } from './log-observer.ts';
import { createLogger } from './logger.ts';
import { createReportOnce } from './report-once.ts';

function recorded(secrets: readonly string[] = []) {
  const lines: string[] = [];
  const log = createLogger({ level: 'debug', secrets, output: { write: (line) => lines.push(line) } });
  return { log, lines, records: () => lines.map((line) => JSON.parse(line)) };
}

it('hides secrets wherever they are', () => {
  const { log, lines } = recorded(['se"cret-key', 'pass word']);
  log.info({ headers: { 'x-api-key': 'se"cret-key' }, list: ['Basic pass word'] }, 'with se"cret-key in it');
  log.error({ error: new Error('GET http://h/?key=se%22cret-key', { cause: new Error('pass word') }) }, 'failed');
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toMatch(/cret-key|pass word/);
  expect(lines.join('').match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(5);
});

it('takes from an error only what is harmless', () => {
  const { log, records } = recorded();
  const cause = Object.assign(new Error('refused'), {
    code: 'ECONNREFUSED',
    request: { headers: { authorization: 'x' } },
  });
  log.error({ error: new LibraryError('unavailable', 'Immich cannot be reached.', { cause }) }, 'failed');
  expect(records()[0].error).toEqual({
    message: 'Immich cannot be reached.',
    code: 'unavailable',
    cause: { message: 'refused', code: 'ECONNREFUSED' },
  });
});

it('names the variable that a timeout can be changed by', () => {
  const { log, records } = recorded();
  log.error({ error: new LibraryError('timeout', 'Immich took too long.') }, 'failed');
  expect(records()[0].error.message).toBe('Immich took too long. IMMICH_TIMEOUT says how long to wait.');
});

it('ends at an error that is its own cause', () => {
  const { log, records } = recorded();
  const error = new Error('loop');
  error.cause = error;
  log.error({ error }, 'failed');
  expect(records()).toHaveLength(1);
});

function observing() {
  const { log, records } = recorded();
  const progress = { progressed: () => {}, renditionsProbed: () => {}, ended: () => {} };
  return { observer: createLogObserver(log, progress, createReportOnce()), records };
}

it('tells of the first refresh, and then only of those that found something', () => {
  const { observer, records } = observing();
  const report = { groups: 6, changed: 0, failed: 0, assets: 68, durationMs: 12 };
  for (const more of [{}, {}, { changed: 1 }, { failed: 1, changed: 1 }, { failed: 1, changed: 1 }, {}, {}])
    observer.refreshed?.({ ...report, ...more });
  expect(records().map(({ level }) => level)).toEqual([30, 20, 30, 30, 20, 30, 20]);
  expect(records()[5]).toMatchObject({ msg: 'Albums are up to date again.' });
});

it('writes one line for each thing that a library tells, retries at debug', () => {
  const { observer, records } = observing();
  const error = new LibraryError('unavailable', 'Immich cannot be reached.');
  const group = {
    kind: 'album',
    id: 'a',
    name: 'A',
    revision: '1',
    assetCount: 3,
    createdAt: 0,
    modifiedAt: 0,
  } as const;
  observer.refreshed?.({ groups: 6, changed: 1, failed: 0, assets: 68, durationMs: 12 });
  observer.refreshFailed?.(error);
  observer.groupFailed?.(group, new LibraryError('timeout', 'Immich took too long.'));
  observer.retrying?.('groups', 1, error);
  observer.albumsMissing?.(['b']);
  observer.countMismatch?.(group, 2);
  observer.lengthCorrected?.('asset', 1, 2);
  observer.storeFailed?.(new LibraryError('insufficient-storage', 'The disk is full.'));
  observer.renditionsFailed?.('preview', new LibraryError('forbidden', 'The API key lacks asset.view.'));
  observer.refreshFailed?.(new LibraryError('bad-response', 'Immich answered no list.'), 'person');
  expect(records().map((record) => record.level)).toEqual([30, 50, 40, 20, 40, 40, 40, 40, 40, 50]);
  expect(records()[8]).toMatchObject({ rendition: 'preview', error: { message: 'The API key lacks asset.view.' } });
  expect(records()[9]).toMatchObject({ msg: expect.stringMatching(/^The people could not be read/) });
  expect(records()[0]).toMatchObject({ groups: 6, changed: 1, assets: 68, durationMs: 12 });
  expect(records()[4]).toMatchObject({ albums: ['b'], msg: expect.stringContaining('ALBUM_IDS') });
  expect(records()[2]).toMatchObject({ album: { id: 'a', name: 'A' }, error: { code: 'timeout' } });
});

it('names groups in plain words', () => {
  const { observer, records } = observing();
  const group = (kind: GroupKind) => ({ kind, id: 'i', name: 'n', revision: '1', createdAt: 0, modifiedAt: 0 });
  const forbidden = new LibraryError('forbidden', 'The API key lacks asset.statistics.');
  observer.kindUnavailable?.('unfiled', forbidden);
  observer.kindUnavailable?.('derived:partner', forbidden);
  observer.refreshFailed?.(new LibraryError('timeout', 'Immich took too long.'), 'stack');
  observer.groupFailed?.(group('search'), new LibraryError('not-supported', 'Smart search is off.'));
  observer.groupFailed?.(group('derived:camera'), new LibraryError('conflict', 'It changed.'));
  observer.countMismatch?.(group('month'), 2);
  expect(records()).toMatchObject([
    { kind: 'unfiled', msg: expect.stringMatching(/^The assets in no album cannot be read, so they are hidden/) },
    { msg: expect.stringMatching(/^The assets of partners cannot be read, so they are hidden/) },
    { msg: expect.stringMatching(/^The stacks could not be read/) },
    { search: { name: 'n' }, msg: expect.stringMatching(/^A saved search could not be read/) },
    { folder: { name: 'n' }, msg: expect.stringMatching(/^A folder could not be read/) },
    { month: { name: 'n' }, msg: expect.stringMatching(/^A month of the timeline could not be read completely/) },
  ]);
});

it('tells each trouble once until all is well again, however many albums and refreshes it meets', () => {
  const { observer, records } = observing();
  const report = { groups: 6, changed: 0, failed: 0, assets: 68, durationMs: 12 };
  const group = { kind: 'album', id: 'a', name: 'A', revision: '1', createdAt: 0, modifiedAt: 0 } as const;
  const refused = new LibraryError('unauthenticated', 'Immich does not accept the API key; check IMMICH_API_KEY.');
  for (let refresh = 0; refresh < 3; refresh++) observer.refreshFailed?.(refused);
  for (let album = 0; album < 3; album++) observer.groupFailed?.(group, refused);
  observer.groupFailed?.(group, new LibraryError('not-found', 'Immich does not have this any more.'));
  observer.refreshed?.(report);
  observer.refreshFailed?.(refused);
  expect(records().map(({ level }) => level)).toEqual([50, 20, 20, 20, 20, 20, 20, 30, 50]);
});
