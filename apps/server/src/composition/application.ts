import type { AssetSource, Clock, Frontend, FrontendAddress, OpenSession, PhotoLibrary } from '@immich-webdav/core';
import type { Logger } from 'pino';
import type { Access } from '../authentication/access.ts';
import { type Freshness, watchFreshness } from '../health/freshness.ts';
import type { ProgressReport } from '../logging/progress-report.ts';

/** The whole server. */
export interface Application {
  /** Resolves when the server accepts requests; the first refresh may still run. Rejects if the port cannot be opened. */
  start(): Promise<FrontendAddress>;
  /** Lets running downloads finish for a limited time, then closes everything. */
  stop(): Promise<void>;
}

interface ApplicationParts {
  readonly frontend: Frontend;
  readonly openSession: OpenSession;
  readonly library: PhotoLibrary;
  readonly source: AssetSource;
  readonly access: Access;
  readonly progress: ProgressReport;
  readonly freshness: Freshness;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Who may log in, for the log line at the start. */
function admissionOf(access: Access): string {
  if (access.kind !== 'anonymous') return 'to those with the password';
  return access.from === 'anywhere' ? 'to everyone, without a password' : 'to this machine only, without a password';
}

/** Starts and stops the front end and the library in the right order. */
export function createApplication({
  frontend,
  openSession,
  library,
  source,
  access,
  progress,
  freshness,
  clock,
  log,
}: ApplicationParts): Application {
  const stopping = new AbortController();
  return {
    async start() {
      // Restored listings have to be there for the first request; the refresh must not delay it.
      await library.restore();
      const address = await frontend.start(openSession).catch(async (error: unknown) => {
        await library.stop();
        throw error;
      });
      log.info({ url: address.url, access: access.kind }, `Serving ${address.url} ${admissionOf(access)}.`);
      library.start();
      void watchFreshness({ freshness, clock, log }, stopping.signal);
      return address;
    },
    async stop() {
      log.info('Stopping.');
      stopping.abort();
      await frontend.stop();
      await library.stop();
      progress.ended();
      await source.close?.();
      log.info('Stopped.');
    },
  };
}
