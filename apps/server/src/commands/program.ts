import { Command } from 'commander';
import { describeSettings } from '../configuration/describe-settings.ts';
import { check } from './check.ts';
import { printPasswordHash } from './hash-password.ts';
import { serve } from './serve.ts';

/** The command line. */
export function createProgram(version: string): Command {
  const program = new Command('immich-webdav')
    .description('Serves the library of an Immich server over WebDAV, read-only.')
    .version(version)
    .addHelpText(
      'after',
      `\nVariables, from the environment or a file .env in the current folder:\n${describeSettings()}`,
    );
  program.command('serve', { isDefault: true }).description('serve until stopped (the default)').action(serve);
  program
    .command('check')
    .description('say whether the configuration, Immich and the API key are right; exits with 0 or 1')
    .action(async () => {
      if (!(await check((line) => process.stdout.write(`${line}\n`)))) process.exitCode = 1;
    });
  program
    .command('hash-password')
    .description('read a password from the standard input and print WEBDAV_PASSWORD_HASH for it')
    .action(() => printPasswordHash({ input: process.stdin, output: process.stdout, prompt: process.stderr }));
  return program;
}
