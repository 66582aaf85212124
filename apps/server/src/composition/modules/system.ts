import { ContainerModule } from 'inversify';
import type { Configuration } from '../../configuration/configuration.ts';
import { createLogObserver } from '../../logging/log-observer.ts';
import { createLogger } from '../../logging/logger.ts';
import { systemClock } from '../../system-clock.ts';
import { Token } from '../token.ts';

/** What every other layer stands on: time and the log. */
export const systemModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.Clock).toConstantValue(systemClock);
  bind(Token.Logger).toResolvedValue(
    (configuration) => createLogger({ level: configuration.logLevel, secrets: secretsOf(configuration) }),
    [Token.Configuration],
  );
  bind(Token.LibraryObserver).toResolvedValue(createLogObserver, [Token.Logger]);
});

function secretsOf({ immich, access }: Configuration): readonly string[] {
  switch (access.kind) {
    case 'anonymous':
      return [immich.apiKey];
    case 'password':
      return [immich.apiKey, access.password];
    case 'password-hash':
      return [immich.apiKey, access.passwordHash];
  }
}
