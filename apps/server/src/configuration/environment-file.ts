import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { codeOf, fileError } from '../errors/file-error.ts';
import type { Environment } from './setting.ts';
import { unquotedValues } from './unquoted-values.ts';

/** The content of a file `.env`. */
export interface EnvironmentFile {
  readonly variables: Environment;
  /** One sentence for each credential that is not read as written. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

const empty: EnvironmentFile = { variables: {}, problems: [], warnings: [] };

/** Reads a file `.env`. An absent file is empty. Throws a `ConfigurationError` if it cannot be read. */
export function readEnvironmentFile(path: string, overridden: Environment): EnvironmentFile {
  try {
    const source = readFileSync(path, 'utf8');
    const isOverridden = (name: string): boolean => overridden[name] !== undefined;
    const { written, ...found } = unquotedValues(source, path, isOverridden);
    return { variables: { ...parse(source), ...written }, ...found };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return empty;
    // A virtual environment of Python, or the folder that Docker creates for a bind mount of an absent file.
    if (code === 'EISDIR') return { ...empty, warnings: [`${path} is a folder, so no setting is read from it.`] };
    throw new ConfigurationError([fileError(path, error)]);
  }
}
