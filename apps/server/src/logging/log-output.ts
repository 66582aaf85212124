import { type DestinationStream, destination } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { createTerminalOutput } from './terminal-output.ts';

/** Where log lines go. */
export interface LogOutput extends DestinationStream {
  /** Present on a terminal: shows a line below the log until there is another one, or none. */
  readonly showStatus?: (line: string | undefined) => void;
}

/** Standard output: coloured text on a terminal, else JSON. Synchronous, so that the last lines before an exit are not lost. */
export const standardOutput = (): LogOutput =>
  process.stdout.isTTY
    ? createTerminalOutput(
        process.stdout,
        prettyFactory({ colorize: true, translateTime: 'SYS:HH:MM:ss', errorLikeObjectKeys: [] }),
      )
    : destination({ dest: 1, sync: true });
