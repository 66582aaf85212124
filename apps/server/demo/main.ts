import { Command } from 'commander';
import { mountCommands } from '../src/commands/mount-commands.ts';
import { untilSignal } from '../src/commands/until-signal.ts';
import { explainFailure } from '../src/errors/explain-failure.ts';
import { startDemo } from './start-demo.ts';

const DEFAULT_PORT = '1700';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function serveDemo(): Promise<void> {
  const signal = untilSignal();
  const chosen = process.env.WEBDAV_PORT?.trim();
  const demo = await startDemo({ port: chosen || DEFAULT_PORT, isPortFixed: Boolean(chosen), logLevel: 'warn' });
  print(`The demo library is served at ${demo.url} (this machine only, read-only).\n`);
  for (const [client, how] of mountCommands(demo.url)) print(`  ${client.padEnd(10)}${how}`);
  print('\nCtrl+C stops it.');
  await signal;
  await demo.stop();
  print('Stopped.');
}

const program = new Command('demo')
  .description('Serves a built-in library of pictures over WebDAV, on this machine only, until stopped.')
  .addHelpText(
    'after',
    `\nVariables:\n  WEBDAV_PORT\n      The port to listen on. Default: ${DEFAULT_PORT}, or a free one when that is taken.`,
  )
  .action(serveDemo);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
