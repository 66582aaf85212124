import type { AssetSource, Clock, Frontend, FrontendAddress, OpenSession, PhotoLibrary } from '@immich-webdav/core';
import type { Logger } from 'pino';
import type { Access } from '../configuration/configuration.ts';
import type { Freshness } from '../health/freshness.ts';
import { watchFreshness } from '../health/watch-freshness.ts';
import type { ProgressReport } from '../logging/progress-report.ts';

/** The whole server. */
export interface Application {
  /** Resolves once clients are answered; the albums may come later. Rejects when the port cannot be had. */
  start(): Promise<FrontendAddress>;
  /** Lets running downloads finish for a while and leaves nothing open. */
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

/** What the start says of who gets in. */
function admissionOf(access: Access): string {
  if (access.kind !== 'anonymous') return 'to those with the password';
  return access.from === 'anywhere' ? 'to everyone, without a password' : 'to this machine only, without a password';
}

export function createApplication(parts: ApplicationParts): Application {
  const { frontend, openSession, library, source, access, progress, freshness, clock, log } = parts;
  const stopping = new AbortController();
  return {
    async start() {
      // The first client finds the library, and finds nobody in its way.
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
