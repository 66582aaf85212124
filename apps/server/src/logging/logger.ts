import { type DestinationStream, destination, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../configuration/configuration.ts';
import { describeError } from './describe-error.ts';
import { createRedactor } from './redactor.ts';

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Texts that must not be in any line, whatever put them there. */
  readonly secrets: readonly string[];
  /** Defaults to standard output: JSON, or coloured text on a terminal. */
  readonly output?: DestinationStream;
}

/** A log of JSON lines without secrets. */
export function createLogger({ level, secrets, output = standardOutput() }: LoggerOptions): Logger {
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

/** Synchronous, so that the last lines before an exit are not lost. */
const standardOutput = (): DestinationStream =>
  process.stdout.isTTY
    ? pretty({ sync: true, colorize: true, translateTime: 'SYS:HH:MM:ss', errorLikeObjectKeys: [] })
    : destination({ dest: 1, sync: true });
