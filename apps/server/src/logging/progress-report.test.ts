import {
  type AssetGroup,
  type AssetSource,
  createMemorySource,
  createPhotoLibrary,
  LibraryError,
} from '@immich-webdav/core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLogObserver } from './log-observer.ts';
import { createLogger } from './logger.ts';
import { createProgressReport } from './progress-report.ts';
import { createReportOnce } from './report-once.ts';

const group = (at: number): AssetGroup => ({
  kind: 'album',
  id: `${at}`,
  name: `Album ${at}`,
  revision: '1',
  assetCount: 0,
  createdAt: at,
  modifiedAt: at,
});

interface Reading {
  readonly albums: number;
  readonly onTerminal?: boolean;
  readonly level?: 'info' | 'warn';
}

/** Reads albums that take a second each, by a clock of the test's own; gives what was shown and logged. */
async function readAlbums({ albums, onTerminal = false, level = 'info' }: Reading) {
  let now = 0;
  const clock = { now: () => now, elapsed: () => now, random: () => 0, sleep: async () => {} };
  const source: AssetSource = {
    ...createMemorySource(),
    listGroups: async () => Array.from({ length: albums }, (_, at) => group(at)),
    async *listAssets() {
      now += 1000;
      yield [];
    },
  };
  const records: Record<string, unknown>[] = [];
  const shown: (string | undefined)[] = [];
  const output = {
    write: (line: string) => void records.push({ ...JSON.parse(line), at: now }),
    ...(onTerminal && { showStatus: (line: string | undefined) => void shown.push(line) }),
  };
  const log = createLogger({ level, secrets: [], output });
  const observer = createLogObserver(log, createProgressReport(log, output), createReportOnce());
  const photos = createPhotoLibrary({ source, clock, observer, refresh: { concurrency: 1 } });
  await photos.refresh();
  await photos.stop();
  return { shown, records, progress: records.filter(({ msg }) => msg === 'Reading albums.') };
}

it('is in the log every ten seconds', async () => {
  const { progress, shown } = await readAlbums({ albums: 35 });
  expect(progress.map(({ at }) => at)).toEqual([10_000, 20_000, 30_000]);
  expect(progress[1]).toMatchObject({ groups: 20, groupsTotal: 35, secondsLeft: 15 });
  expect(shown).toEqual([]);
});

it('is not in the log of short work', async () => {
  expect((await readAlbums({ albums: 9 })).progress).toEqual([]);
});

it('is a line on a terminal, gone in the end', async () => {
  const { progress, shown } = await readAlbums({ albums: 4, onTerminal: true });
  expect(progress).toEqual([]);
  expect(shown).toEqual([
    'Reading albums: 1 of 4, 3s left',
    'Reading albums: 2 of 4, 2s left',
    'Reading albums: 3 of 4, 1s left',
    'Reading albums: 4 of 4',
    undefined,
  ]);
});

it('is not shown to whoever wants warnings only', async () => {
  const { shown, records } = await readAlbums({ albums: 40, onTerminal: true, level: 'warn' });
  expect({ shown, records }).toEqual({ shown: [undefined], records: [] });
});

it('tells pace and time left by assets where their number is known', () => {
  const shown: (string | undefined)[] = [];
  const output = { write: () => {}, showStatus: (line: string | undefined) => void shown.push(line) };
  const report = createProgressReport(createLogger({ level: 'info', secrets: [], output }), output);
  const total = { groupsTotal: 2000, assetsTotal: 1_000_000 };
  report.progressed({ groups: 1, assets: 500, durationMs: 999, ...total });
  report.progressed({ groups: 120, assets: 61_000, durationMs: 10_000, ...total });
  report.progressed({ groups: 121, assets: 61_500, durationMs: 10_050, ...total });
  report.ended();
  expect(shown).toEqual(['Reading albums: 120 of 2,000, 61,000 of 1,000,000 assets, 6,100/s, 3m left', undefined]);
});

describe('lengths of renditions', () => {
  const state = { rendition: 'preview', total: 2000, groupsLeft: 3 } as const;
  const reportTo = (onTerminal: boolean, level: 'info' | 'warn' = 'info') => {
    const records: Record<string, unknown>[] = [];
    const shown: (string | undefined)[] = [];
    const output = {
      write: (line: string) => void records.push(JSON.parse(line)),
      ...(onTerminal && { showStatus: (line: string | undefined) => void shown.push(line) }),
    };
    const log = createLogger({ level, secrets: [], output });
    return { records, shown, observer: createLogObserver(log, createProgressReport(log, output), createReportOnce()) };
  };

  it('are a line on a terminal until those of a folder are learnt', () => {
    const { observer, shown, records } = reportTo(true);
    observer.renditionsProbed?.({ ...state, done: 100 });
    observer.renditionsProbed?.({ ...state, done: 2000 });
    expect(shown).toEqual(['Fetching sizes (preview): 100 of 2,000, 3 folders after that', undefined]);
    expect(records).toEqual([]);
  });

  it('are in the log every ten seconds', () => {
    const elapsed = vi.spyOn(performance, 'now');
    onTestFinished(() => elapsed.mockRestore());
    const { observer, records } = reportTo(false);
    for (const [at, done] of [
      [0, 100],
      [9999, 200],
      [10_000, 300],
    ] as const) {
      elapsed.mockReturnValue(at);
      observer.renditionsProbed?.({ ...state, done });
    }
    expect(records).toMatchObject([
      { msg: 'Fetching the sizes of renditions.', ...state, done: 100 },
      { ...state, done: 300 },
    ]);
    expect(records).toHaveLength(2);
  });

  it('are not shown to whoever wants warnings only', () => {
    const { observer, shown, records } = reportTo(true, 'warn');
    observer.renditionsProbed?.({ ...state, done: 100 });
    expect({ shown, records }).toEqual({ shown: [], records: [] });
  });
});

it('a kind of group that cannot be read is a warning with its reason', () => {
  const records: Record<string, unknown>[] = [];
  const output = { write: (line: string) => void records.push(JSON.parse(line)) };
  const log = createLogger({ level: 'info', secrets: [], output });
  const error = new LibraryError('forbidden', 'The API key lacks the permission person.read.');
  createLogObserver(log, createProgressReport(log, output), createReportOnce()).kindUnavailable?.('person', error);
  expect(records).toMatchObject([
    { level: 40, kind: 'person', msg: expect.stringContaining('hidden until'), error: { message: error.message } },
  ]);
});
