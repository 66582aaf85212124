/**
 * Refuses words that the glossary replaces, in the names, comments and messages of packages whose language is settled.
 *
 *     node scripts/check-language/main.ts                   the settled packages
 *     node scripts/check-language/main.ts packages/core     any others
 */

import { readFileSync } from 'node:fs';
import { sourceFiles } from '../structure/source-files.ts';
import { faultsOf } from './faults.ts';
import { settledPackages } from './settled-packages.ts';

const named = process.argv.slice(2);
const packages = named.length > 0 ? named : settledPackages;
const sources = sourceFiles();
const faults = packages.flatMap((folder) => {
  const paths = sources.map(({ path }) => path).filter((path) => path.startsWith(`${folder}/`));
  return paths.length > 0
    ? paths.flatMap((path) => faultsOf(path, readFileSync(path, 'utf8')))
    : [`${folder} has no source`];
});

for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(
    `${faults.length} words or phrases to replace; scripts/check-language/rules.ts has exceptions with reasons.`,
  );
  process.exitCode = 1;
}
