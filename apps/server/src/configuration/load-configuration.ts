import { join } from 'node:path';
import { isShortPassword, shortPasswordAdvice } from '../authentication/short-password.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Configuration } from './configuration.ts';
import { readEnvironmentFile } from './environment-file.ts';
import { type Environment, parseConfiguration } from './parse-configuration.ts';
import { unknownVariables } from './unknown-variables.ts';

/** A configuration, and one sentence for each probable mistake in it. */
export interface LoadedConfiguration {
  readonly configuration: Configuration;
  readonly warnings: readonly string[];
}

/** Reads the environment and a file `.env` in the folder; throws a `ConfigurationError` with every problem at once. */
export function loadConfiguration(folder: string = process.cwd(), own: Environment = process.env): LoadedConfiguration {
  const { variables, problems, ...file } = readEnvironmentFile(join(folder, '.env'), own);
  const environment = { ...variables, ...own };
  const warnings = [...file.warnings, ...unknownVariables(environment)];
  try {
    const configuration = parseConfiguration(environment);
    if (problems.length === 0) return { configuration, warnings: [...warnings, ...weaknesses(configuration)] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // A misspelled variable may be the cause of a missing one.
    throw new ConfigurationError([...problems, ...error.problems, ...warnings]);
  }
  throw new ConfigurationError([...problems, ...warnings]);
}

/** The length of a hashed password is unknown; `hash-password` warns about it. */
const weaknesses = ({ access }: Configuration): readonly string[] =>
  access.kind === 'password' && isShortPassword(access.password) ? [`WEBDAV_PASSWORD ${shortPasswordAdvice}`] : [];
