#!/usr/bin/env -S node --max-semi-space-size=4
import { explainFailure } from './commands/explain-failure.ts';
import { createProgram } from './commands/program.ts';
import { version } from './version.ts';

try {
  await createProgram(version).parseAsync();
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
