import type {
  LibraryError,
  LibraryErrorCode,
  LibraryObserver,
  RefreshedKind,
  RefreshReport,
  SourceKind,
} from '@immich-webdav/core';
import type { Logger } from 'pino';
import type { ProgressReport } from './progress-report.ts';
import type { ReportOnce } from './report-once.ts';

type Troubles = ReportOnce<LibraryErrorCode>;

/** Logs the events of the library. A single failed attempt is debug, because it is retried. */
export function createLogObserver(log: Logger, progress: ProgressReport, troubles: Troubles): LibraryObserver {
  const refreshes = logRefreshes(log, troubles);
  return {
    progressed: (state) => progress.progressed(state),
    refreshed: (report) => {
      progress.ended();
      refreshes.refreshed(report);
    },
    refreshFailed: (error, kind) => {
      progress.ended();
      refreshes.refreshFailed(error, kind);
    },
    groupFailed: refreshes.groupFailed,
    retrying: (what, attempt, error) => log.debug({ what, attempt, error }, 'An attempt failed; retrying.'),
    storeFailed: (error) => log.warn({ error }, 'Listings could not be stored or read back; reading them from Immich.'),
    kindUnavailable: (kind, error) =>
      log.warn(
        { kind, error },
        `${wordsFor(kind).all} cannot be read, so they are hidden until that changes; check says why.`,
      ),
    renditionsProbed: (state) => progress.renditionsProbed(state),
    renditionsFailed: (rendition, error) =>
      log.warn({ rendition, error }, 'Could not fetch rendition sizes; omitting them until Immich answers.'),
    albumsMissing: (ids) =>
      log.warn(
        { albums: ids },
        'Immich has no such albums for this key; correct ALBUM_IDS, or share them with its user.',
      ),
    countMismatch: ({ kind, id, name, assetCount }, counted) => {
      const { one, key } = wordsFor(kind);
      log.warn(
        { [key]: { id, name }, promised: assetCount, counted },
        `${one} could not be read completely: the listing does not match the asset count.`,
      );
    },
    lengthCorrected: (assetId, listed, actual) =>
      log.warn({ assetId, listed, actual }, 'The size of an asset differs from the listing; it is corrected.'),
  };
}

type RefreshEvents = Required<Pick<LibraryObserver, 'refreshed' | 'refreshFailed' | 'groupFailed'>>;

/** A search that Immich does not support is an empty folder until its first success. */
const emptyIf = ({ code }: LibraryError): string =>
  code === 'not-supported' ? ', and its folder is empty where there is none' : '';

/** Logs the first refresh, refreshes with changes, each new failure, and recovery. All other refreshes are debug. */
function logRefreshes(log: Logger, troubles: Troubles): RefreshEvents {
  let isFirst = true;
  let lastFailed = 0;

  function partly(report: RefreshReport): void {
    const isNew = isFirst || report.failed !== lastFailed || report.changed > report.failed;
    log[isNew ? 'info' : 'debug'](report, 'Albums are up to date except for some; their last listings stay.');
  }
  function wholly(report: RefreshReport): void {
    const isRecovery = troubles.reset() || lastFailed > 0;
    const isNew = isFirst || isRecovery || report.changed > 0;
    log[isNew ? 'info' : 'debug'](report, isRecovery ? 'Albums are up to date again.' : 'Albums are up to date.');
  }
  const levelOf = (error: LibraryError, level: 'error' | 'warn') => (troubles.isNew(error.code) ? level : 'debug');

  return {
    refreshed(report) {
      if (report.failed > 0) partly(report);
      else wholly(report);
      isFirst = false;
      lastFailed = report.failed;
    },
    refreshFailed(error, kind) {
      const effect = 'could not be read; the last listings stay until Immich can be read again.';
      log[levelOf(error, 'error')]({ error }, `${kind ? wordsFor(kind).all : 'Immich'} ${effect}`);
    },
    groupFailed({ kind, id, name }, error) {
      const { one, key } = wordsFor(kind);
      // The group was deleted after it was listed. The next list does not have it.
      const level = error.code === 'not-found' ? 'debug' : levelOf(error, 'warn');
      log[level]({ [key]: { id, name }, error }, `${one} could not be read; the last listing stays${emptyIf(error)}.`);
    },
  };
}

interface Words {
  /** All groups of the kind, at the beginning of a sentence. */
  readonly all: string;
  /** One group, at the beginning of a sentence. */
  readonly one: string;
  /** Property of a log line that identifies one group. */
  readonly key: string;
}

const ofSources: Readonly<Record<SourceKind, Words>> = {
  album: { all: 'The albums', one: 'An album', key: 'album' },
  month: { all: 'The months of the timeline', one: 'A month of the timeline', key: 'month' },
  person: { all: 'The people', one: 'A person', key: 'person' },
  tag: { all: 'The tags', one: 'A tag', key: 'tag' },
  unfiled: { all: 'The assets in no album', one: 'The assets in no album', key: 'group' },
  search: { all: 'The saved searches', one: 'A saved search', key: 'search' },
};

const others: Readonly<Record<string, Words>> = {
  ...ofSources,
  stack: { all: 'The stacks', one: 'A stack', key: 'stack' },
  'derived:partner': { all: 'The assets of partners', one: 'The assets of a partner', key: 'partner' },
};

/** The words for a kind of group in log lines. */
const wordsFor = (kind: RefreshedKind): Words =>
  others[kind] ?? { all: 'Some folders', one: 'A folder', key: 'folder' };
