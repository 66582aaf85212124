import { join } from 'node:path';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { readEnvironmentFile } from './environment-file.ts';
import type { Environment } from './parse-configuration.ts';

/**
 * The variables of the process, which override those of an optional file `.env` in the folder. Throws a `ConfigurationError` if
 * the file cannot be read, or if a credential in it lacks quotation marks.
 */
export function loadEnvironment(folder: string = process.cwd(), own: Environment = process.env): Environment {
  const { variables, problems } = readEnvironmentFile(join(folder, '.env'), own);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { ...variables, ...own };
}
