#!/usr/bin/env -S node --max-semi-space-size=4
import { tooOld } from './node-version.ts';

const problem = tooOld(process.versions.node);
if (problem === undefined) {
  // Imported after the check, because an older Node lacks modules that the program imports.
  const { runCommand } = await import('./commands/run-command.ts');
  await runCommand();
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
