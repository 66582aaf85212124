import { join } from 'node:path';
import { isShortPassword, shortPasswordAdvice } from '../authentication/short-password.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Configuration } from './configuration.ts';
import { readEnvironmentFile } from './environment-file.ts';
import { parseConfiguration } from './parse-configuration.ts';
import { readSecretFiles } from './secret-files.ts';
import type { Environment } from './setting.ts';
import { unknownVariables } from './unknown-variables.ts';

/** A configuration, and one sentence for each probable mistake in it. */
export interface LoadedConfiguration {
  readonly configuration: Configuration;
  readonly warnings: readonly string[];
}

/**
 * Reads the environment, a file `.env` in the folder, and files with secrets; throws a `ConfigurationError` with every problem at
 * once.
 */
export function loadConfiguration(folder: string = process.cwd(), own: Environment = process.env): LoadedConfiguration {
  const file = readEnvironmentFile(join(folder, '.env'), own);
  const given = { ...file.variables, ...own };
  const secrets = readSecretFiles(given);
  const problems = [...file.problems, ...secrets.problems.values()];
  const warnings = [...file.warnings, ...unknownVariables(given)];
  try {
    const configuration = parseConfiguration(secrets.environment);
    if (problems.length === 0) return { configuration, warnings: [...warnings, ...weaknesses(configuration)] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // A credential whose file cannot be read is not absent.
    const unread = [...secrets.problems.keys()];
    const others = error.problems.filter((problem) => !unread.some((name) => problem.includes(name)));
    // A misspelled variable may be the cause of a missing one.
    throw new ConfigurationError([...problems, ...others, ...warnings]);
  }
  throw new ConfigurationError([...problems, ...warnings]);
}

/** The length of a hashed password is unknown; `hash-password` warns about it. */
const weaknesses = ({ access }: Configuration): readonly string[] =>
  access.kind === 'password' && isShortPassword(access.password) ? [`WEBDAV_PASSWORD ${shortPasswordAdvice}`] : [];
