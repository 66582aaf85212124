import type { LibraryObserver } from '@immich-webdav/core';
import type { Logger } from 'pino';

/** Writes down what the library does. A retry is no failure yet, so it is told at debug only. */
export function createLogObserver(log: Logger): LibraryObserver {
  return {
    refreshed: (report) => log.info(report, 'Albums are up to date.'),
    refreshFailed: (error) =>
      log.error({ error }, 'The albums could not be read; what was known before stays until the next refresh.'),
    groupFailed: ({ id, name }, error) =>
      log.warn({ album: { id, name }, error }, 'An album could not be read; its last listing stays.'),
    retrying: (what, attempt, error) => log.debug({ what, attempt, error }, 'An attempt failed and is made again.'),
    albumsMissing: (ids) =>
      log.warn(
        { albums: ids },
        'Immich has no such albums for this key; correct ALBUM_IDS, or share them with its user.',
      ),
    listingDisagrees: ({ id, name, assetCount }, counted) =>
      log.warn({ album: { id, name }, promised: assetCount, counted }, 'An album never had as many assets as it said.'),
    lengthCorrected: (assetId, listed, actual) =>
      log.warn({ assetId, listed, actual }, 'An asset had another length than Immich said; it is corrected.'),
  };
}
