import type { LogOutput } from './log-output.ts';

/** What is needed of a terminal. */
export interface Terminal {
  readonly columns?: number;
  write(text: string): unknown;
}

/** To the first column, and nothing left in the line (ECMA-48: CR, EL 2). */
const ERASE = '\r\u001b[2K';

const NARROW = 80;

/** Log lines with one line below them that changes in place, and that no log line is written into. */
export function createTerminalOutput(terminal: Terminal, format: (line: string) => string): Required<LogOutput> {
  let status = '';
  const erase = (): string => (status === '' ? '' : ERASE);
  return {
    write(line) {
      terminal.write(`${erase()}${format(line)}${status}`);
    },
    showStatus(line = '') {
      // A line that wraps could not be erased. Some terminals say that they have no columns.
      const next = line.slice(0, (terminal.columns || NARROW) - 1);
      if (next === status) return;
      terminal.write(`${erase()}${next}`);
      status = next;
    },
  };
}
