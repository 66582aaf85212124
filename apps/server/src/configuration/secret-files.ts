import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../errors/file-error.ts';
import type { Environment, Setting } from './setting.ts';
import { type SettingName, settingNames, settings } from './settings.ts';

/** An environment with the credentials from files in it. */
export interface ResolvedSecrets {
  readonly environment: Environment;
  /** One sentence for each credential that could not be read, by its setting. None contains a secret. */
  readonly problems: ReadonlyMap<SettingName, string>;
}

/** The settings that can be read from a file. */
const secretNames: readonly SettingName[] = settingNames.filter(
  (name) => (settings[name] as Setting<unknown>).credential,
);

const fileVariable = (name: SettingName): string => `${name}_FILE`;

/** The variables with the paths of files that hold credentials. */
export const fileVariables: readonly string[] = secretNames.map(fileVariable);

/**
 * Reads credentials from files, so that they need not be in the environment: the file that `<NAME>_FILE` names, or else the systemd
 * credential with the name of the setting in lower case. One line break at the end of a file is removed.
 */
export function readSecretFiles(environment: Environment): ResolvedSecrets {
  const found: Record<string, string> = {};
  const problems = new Map<SettingName, string>();
  for (const name of secretNames) {
    const secret = read(environment, name);
    if (secret?.text !== undefined) found[name] = secret.text;
    if (secret?.problem !== undefined) problems.set(name, secret.problem);
  }
  return { environment: { ...environment, ...found }, problems };
}

interface Secret {
  readonly text?: string;
  readonly problem?: string;
}

function read(environment: Environment, name: SettingName): Secret | undefined {
  const variable = fileVariable(name);
  const path = environment[variable]?.trim();
  const isSet = Boolean(environment[name]?.trim());
  if (path)
    return isSet ? { problem: `${name} and ${variable} are both set; keep one of them.` } : readFile(variable, path);
  // `LoadCredential=` and similar settings of systemd put files into this folder.
  const { CREDENTIALS_DIRECTORY: folder } = environment;
  if (isSet || !folder) return undefined;
  const credential = name.toLowerCase();
  return readFile(`The systemd credential ${credential}`, join(folder, credential), { isOptional: true });
}

function readFile(what: string, path: string, { isOptional = false } = {}): Secret | undefined {
  try {
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return text.trim() === '' ? { problem: `${what} is ${path}, which is empty; write the value into it.` } : { text };
  } catch (error) {
    const code = codeOf(error) ?? String(error);
    if (isOptional && code === 'ENOENT') return undefined;
    return { problem: `${what} is ${path}, which cannot be read (${code}).` };
  }
}
