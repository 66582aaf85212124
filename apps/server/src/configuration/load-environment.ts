import { join } from 'node:path';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { readEnvironmentFile } from './environment-file.ts';
import { readSecretFiles } from './secret-files.ts';
import type { Environment } from './setting.ts';

/**
 * The variables of the process, which override those of an optional file `.env` in the folder, with credentials from files. Throws a
 * `ConfigurationError` if a file cannot be read, or if a credential in `.env` lacks quotation marks.
 */
export function loadEnvironment(folder: string = process.cwd(), own: Environment = process.env): Environment {
  const { variables, problems } = readEnvironmentFile(join(folder, '.env'), own);
  const secrets = readSecretFiles({ ...variables, ...own });
  const all = [...problems, ...secrets.problems.values()];
  if (all.length > 0) throw new ConfigurationError(all);
  return secrets.environment;
}
