import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { codeOf, fileError } from '../files/file-error.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { Environment } from './parse-configuration.ts';
import { unquotedValues } from './unquoted-values.ts';

/** What a file `.env` says. */
export interface EnvironmentFile {
  readonly variables: Environment;
  /** Credentials that are not read as they are written, one sentence each. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

const nothing: EnvironmentFile = { variables: {}, problems: [], warnings: [] };

/** Reads a file `.env`; one that is absent says nothing. Throws a `ConfigurationError` when it cannot be read. */
export function readEnvironmentFile(path: string, overridden: Environment): EnvironmentFile {
  try {
    const source = readFileSync(path, 'utf8');
    const isOverridden = (name: string): boolean => overridden[name] !== undefined;
    const { written, ...found } = unquotedValues(source, path, isOverridden);
    return { variables: { ...parse(source), ...written }, ...found };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return nothing;
    // A virtual environment of Python's, or what Docker makes for a bind mount whose file is absent.
    if (code === 'EISDIR') return { ...nothing, warnings: [`${path} is a folder, so no setting is read from it.`] };
    throw new ConfigurationError([fileError(path, error)]);
  }
}
