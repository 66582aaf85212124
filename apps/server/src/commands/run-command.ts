import { Command } from 'commander';
import { check } from '../check/check.ts';
import type { Setting } from '../configuration/setting.ts';
import { settingNames, settings } from '../configuration/settings.ts';
import { explainFailure } from '../errors/explain-failure.ts';
import { version } from '../version.ts';
import { printPasswordHash } from './hash-password.ts';
import { serve } from './serve.ts';

/** Runs the command of the command line. A failure is printed and sets the exit code to 1. */
export async function runCommand(): Promise<void> {
  try {
    await createProgram().parseAsync();
  } catch (error) {
    process.stderr.write(`${explainFailure(error)}\n`);
    process.exitCode = 1;
  }
}

function createProgram(): Command {
  const program = new Command('immich-webdav')
    .description('Serves the library of an Immich server over WebDAV, read-only.')
    .version(version)
    // A mistaken argument may be a password.
    .configureOutput({
      outputError: (text, write) => write(text.replace(/(but got \d+): .*|(--[\w-]+)=.*/s, '$1$2\n')),
    })
    .addHelpText(
      'after',
      `\nVariables, from the environment or a file .env in the current folder:\n${describeSettings()}`,
    );
  program.command('serve', { isDefault: true }).description('serve until stopped (the default)').action(serve);
  program
    .command('check')
    .description(
      'say whether the configuration, the port, the folders, Immich and the API key are right; exits with 0 or 1',
    )
    .action(async () => {
      const print = (line: string) => process.stdout.write(`${line}\n`);
      const complain = (line: string) => process.stderr.write(`${line}\n`);
      if (!(await check({ print, complain }))) process.exitCode = 1;
    });
  program
    .command('hash-password')
    .description('read a password from the standard input and print WEBDAV_PASSWORD_HASH for it')
    .action(() => printPasswordHash({ input: process.stdin, output: process.stdout, prompt: process.stderr }));
  return program;
}

/** The list of settings for `--help`. */
function describeSettings(): string {
  return settingNames
    .map((name) => {
      const { describes, accepts, default: preset, credential }: Setting<unknown> = settings[name];
      // A default of a single separator means an empty list.
      const presetText = preset && !/^[,;]$/.test(preset) ? ` Default: ${preset}.` : '';
      const fileText = credential ? ` Or ${name}_FILE: a file with it.` : '';
      return `  ${name}\n      ${describes}${presetText}${fileText}\n      Accepted: ${accepts}.`;
    })
    .join('\n');
}
