import { join } from 'node:path';
import { ConfigurationError } from './configuration-error.ts';
import { readEnvironmentFile } from './environment-file.ts';
import type { Environment } from './parse-configuration.ts';

/**
 * The process's own variables, and beneath them those of a file `.env` in the folder, where there is one. Throws a
 * `ConfigurationError` when that file cannot be read, or when a credential in it lacks quotation marks.
 */
export function loadEnvironment(folder: string = process.cwd(), own: Environment = process.env): Environment {
  const { variables, problems } = readEnvironmentFile(join(folder, '.env'), own);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { ...variables, ...own };
}
