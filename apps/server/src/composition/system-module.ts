import { type LibraryErrorCode, systemClock } from '@immich-webdav/core';
import { ContainerModule } from 'inversify';
import { readUsersFile } from '../accounts/users-file.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { createFreshness, staleAfterMs } from '../health/freshness.ts';
import { createLogObserver } from '../logging/log-observer.ts';
import { standardOutput } from '../logging/log-output.ts';
import { createLogger } from '../logging/logger.ts';
import { createProgressReport } from '../logging/progress-report.ts';
import { createReportOnce } from '../logging/report-once.ts';
import { giveBackMemory } from '../memory/give-back-memory.ts';
import { Token } from './token.ts';

/** What all other modules use: the clock and the log. */
export const systemModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.Clock).toConstantValue(systemClock);
  bind(Token.LogOutput).toResolvedValue(standardOutput, []);
  bind(Token.Logger).toResolvedValue(
    (configuration, output) =>
      createLogger({ level: configuration.logLevel, secrets: secretsOf(configuration), output }),
    [Token.Configuration, Token.LogOutput],
  );
});

/** Shows the progress of one library. */
export const progressModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.ProgressReport).toResolvedValue(createProgressReport, [Token.Logger, Token.LogOutput]);
});

/** Progress of one of several libraries: in its log, as the status line has room for one. */
export const loggedProgressModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.ProgressReport).toResolvedValue((log) => createProgressReport(log, { write: () => {} }), [Token.Logger]);
});

/** Observes one library. */
export const observerModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.Troubles).toResolvedValue(() => createReportOnce<LibraryErrorCode>(), []);
  bind(Token.Freshness).toResolvedValue(
    (clock, { library }) => createFreshness(clock, staleAfterMs(library.refresh.intervalMs)),
    [Token.Clock, Token.Configuration],
  );
  bind(Token.LibraryObserver).toResolvedValue(
    (log, progress, troubles, freshness) =>
      giveBackMemory(freshness.observing(createLogObserver(log, progress, troubles))),
    [Token.Logger, Token.ProgressReport, Token.Troubles, Token.Freshness],
  );
});

function secretsOf({ immich, access }: Configuration): readonly string[] {
  switch (access.kind) {
    case 'anonymous':
      return [immich.apiKey];
    case 'password':
      return [immich.apiKey, access.password];
    case 'password-hash':
      return [immich.apiKey, access.passwordHash];
    case 'immich':
      return [];
    case 'users':
      return readUsersFile(access.file, access.environment).flatMap(({ secret, configuration }) => [
        configuration.immich.apiKey,
        ...Object.values(secret),
      ]);
  }
}
