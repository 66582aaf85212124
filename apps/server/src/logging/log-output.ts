import { type DestinationStream, destination } from 'pino';
import { prettyFactory } from 'pino-pretty';

/** The destination of log lines. */
export interface LogOutput extends DestinationStream {
  /** Present on a terminal: shows one line below the log, replacing the last one. Undefined clears it. */
  readonly showStatus?: (line: string | undefined) => void;
}

/** Standard output: colored text on a terminal, else JSON. Synchronous, so that no line is lost at exit. */
export const standardOutput = (): LogOutput =>
  process.stdout.isTTY
    ? createTerminalOutput(
        process.stdout,
        prettyFactory({ colorize: true, translateTime: 'SYS:HH:MM:ss', errorLikeObjectKeys: [] }),
      )
    : destination({ dest: 1, sync: true });

/** The methods that the output needs of a terminal. */
export interface Terminal {
  readonly columns?: number;
  write(text: string): unknown;
}

/** To the first column, then erase the line (ECMA-48: CR, EL 2). */
const ERASE = '\r\u001b[2K';

const NARROW = 80;

/** Log lines, and below them one status line that changes in place. */
export function createTerminalOutput(terminal: Terminal, format: (line: string) => string): Required<LogOutput> {
  let status = '';
  const erase = (): string => (status === '' ? '' : ERASE);
  return {
    write(line) {
      terminal.write(`${erase()}${format(line)}${status}`);
    },
    showStatus(line = '') {
      // A wrapped line cannot be erased. Some terminals report 0 columns.
      const next = line.slice(0, (terminal.columns || NARROW) - 1);
      if (next === status) return;
      terminal.write(`${erase()}${next}`);
      status = next;
    },
  };
}
