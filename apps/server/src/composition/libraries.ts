import type { AssetSource, Clock, LibraryPool, PhotoLibrary } from '@immich-webdav/core';
import type { Logger } from 'pino';
import type { Accounts } from '../accounts/account.ts';
import { type Freshness, watchFreshness } from '../health/freshness.ts';
import type { ProgressReport } from '../logging/progress-report.ts';

/** The libraries that the server shows, as it starts and stops them. */
export interface Libraries {
  /** Before the server accepts requests. */
  prepare(): Promise<void>;
  /** Once it accepts them. */
  begin(): void;
  stop(): Promise<void>;
}

interface SingleLibraryParts {
  readonly library: PhotoLibrary;
  readonly source: AssetSource;
  readonly progress: ProgressReport;
  readonly freshness: Freshness;
  readonly clock: Clock;
  readonly log: Logger;
  /** Closes what libraries share. */
  readonly closeShared: () => Promise<void>;
}

/** One library, which is refreshed from the start. */
export function singleLibrary(parts: SingleLibraryParts): Libraries {
  const { library, source, progress, freshness, clock, log, closeShared } = parts;
  const stopping = new AbortController();
  return {
    // Restored listings have to be there for the first request; the refresh must not delay it.
    prepare: () => library.restore(),
    begin() {
      library.start();
      void watchFreshness({ freshness, clock, log }, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await library.stop();
      progress.ended();
      await source.close?.();
      await closeShared();
    },
  };
}

interface PooledLibraryParts {
  readonly pool: LibraryPool;
  readonly accounts: Accounts;
  readonly closeShared: () => Promise<void>;
}

/** One library for each account, opened by its first request. */
export const pooledLibraries = ({ pool, accounts, closeShared }: PooledLibraryParts): Libraries => ({
  prepare: async () => {},
  begin: () => {},
  async stop() {
    await pool.close();
    await closeShared();
    await accounts.close();
  },
});
