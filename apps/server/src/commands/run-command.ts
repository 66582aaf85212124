import { version } from '../version.ts';
import { explainFailure } from './explain-failure.ts';
import { createProgram } from './program.ts';

/** Runs what the command line asks for; a failure is printed and makes the exit code 1. */
export async function runCommand(): Promise<void> {
  try {
    await createProgram(version).parseAsync();
  } catch (error) {
    process.stderr.write(`${explainFailure(error)}\n`);
    process.exitCode = 1;
  }
}
