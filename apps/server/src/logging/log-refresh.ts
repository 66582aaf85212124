import type { LibraryError, LibraryObserver, RefreshReport } from '@immich-webdav/core';
import type { Logger } from 'pino';
import { wordsFor } from './kind-words.ts';
import type { Troubles } from './troubles.ts';

type RefreshEvents = Required<Pick<LibraryObserver, 'refreshed' | 'refreshFailed' | 'groupFailed'>>;

/** A search that Immich cannot do is shown without files. */
const emptyIf = ({ code }: LibraryError): string =>
  code === 'not-supported' ? ', and its folder is empty where there is none' : '';

/**
 * Writes down how refreshes go: the first one, those that found something, what goes wrong once until all is well again, and
 * that it is. All else is told at debug.
 */
export function logRefreshes(log: Logger, troubles: Troubles): RefreshEvents {
  let isFirst = true;
  let lastFailed = 0;

  function partly(report: RefreshReport): void {
    const isNews = isFirst || report.failed !== lastFailed || report.changed > report.failed;
    log[isNews ? 'info' : 'debug'](report, 'Albums are up to date except for some; their last listings stay.');
  }
  function wholly(report: RefreshReport): void {
    const isRecovery = troubles.areOver() || lastFailed > 0;
    const isNews = isFirst || isRecovery || report.changed > 0;
    log[isNews ? 'info' : 'debug'](report, isRecovery ? 'Albums are up to date again.' : 'Albums are up to date.');
  }
  const levelOf = (error: LibraryError, level: 'error' | 'warn') => (troubles.isNews(error.code) ? level : 'debug');

  return {
    refreshed(report) {
      if (report.failed > 0) partly(report);
      else wholly(report);
      isFirst = false;
      lastFailed = report.failed;
    },
    refreshFailed(error, kind) {
      const said = 'could not be read; what was known before stays until Immich can be read again.';
      log[levelOf(error, 'error')]({ error }, `${kind ? wordsFor(kind).all : 'Immich'} ${said}`);
    },
    groupFailed({ kind, id, name }, error) {
      const { one, key } = wordsFor(kind);
      // Deleted since the albums were listed: the next list does not have it.
      const level = error.code === 'not-found' ? 'debug' : levelOf(error, 'warn');
      log[level]({ [key]: { id, name }, error }, `${one} could not be read; the last listing stays${emptyIf(error)}.`);
    },
  };
}
