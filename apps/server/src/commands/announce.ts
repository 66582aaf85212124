import type { Logger } from 'pino';
import type { Access } from '../configuration/configuration.ts';
import { mountCommands, reachableUrl } from './mount-commands.ts';

/** Prints lines of text; absent where the output is a log that programs read. */
export type PrintText = (line: string) => void;

/** Says how clients mount what is served: as text on a terminal, else as one line of the log. */
export function announce(url: string, access: Access, log: Logger, printText: PrintText | undefined): void {
  if (!log.isLevelEnabled('info')) return;
  const commands = mountCommands(reachableUrl(url), access.kind === 'anonymous' ? undefined : access);
  if (printText === undefined) {
    log.info({ mount: commands.map(([client, how]) => `${client} ${how}`.trim()) }, 'Clients mount it like this.');
    return;
  }
  printText('\nClients mount it like this:\n');
  for (const [client, how] of commands) printText(`  ${client.padEnd(10)}${how}`);
  printText('\nCtrl+C stops it.\n');
}
