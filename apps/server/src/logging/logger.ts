import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../configuration/configuration.ts';
import { describeError } from './describe-error.ts';
import { createRedactor } from './redactor.ts';

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Texts that must not be in any line, whatever put them there. */
  readonly secrets: readonly string[];
  readonly output: DestinationStream;
}

/** A log of JSON lines without secrets. */
export function createLogger({ level, secrets, output }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { error: describeError },
      hooks: { streamWrite: createRedactor(secrets) },
    },
    output,
  );
}
