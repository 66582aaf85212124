import type { Logger } from 'pino';
import type { Access } from '../authentication/access.ts';
import { type MountLogin, mountCommands, reachableUrl } from './mount-commands.ts';

/** Prints a line of text. Absent if the output is a log for programs. */
export type PrintText = (line: string) => void;

/** The name that clients log in with; an example where each has their own. */
const logInOf = (access: Access): MountLogin | undefined =>
  access.kind === 'anonymous' ? undefined : 'username' in access ? access : { username: 'NAME' };

/** Prints how clients mount the server: as text on a terminal, else as one log line. */
export function announce(url: string, access: Access, log: Logger, printText: PrintText | undefined): void {
  // No client mounts a Unix socket; a proxy connects to it.
  if (!log.isLevelEnabled('info') || /^https?:\/\/unix:/.test(url)) return;
  const commands = mountCommands(reachableUrl(url), logInOf(access));
  if (printText === undefined) {
    log.info({ mount: commands.map(([client, how]) => `${client} ${how}`.trim()) }, 'Clients mount it like this.');
    return;
  }
  printText('\nClients mount it like this:\n');
  for (const [client, how] of commands) printText(`  ${client.padEnd(10)}${how}`);
  printText('\nCtrl+C stops it.\n');
}
