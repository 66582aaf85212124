import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isPasswordHash } from '../authentication/password-hash.ts';
import { nameKey } from '../authentication/user-name.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import type { Environment } from '../configuration/setting.ts';
import { viewSettings } from '../configuration/view-settings.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { fileError } from '../errors/file-error.ts';

/** A user of USERS_FILE. */
export interface FileUser {
  readonly name: string;
  readonly secret: { readonly password: string } | { readonly passwordHash: string };
  /** The settings of the environment, with those of the user in place of some. */
  readonly configuration: Configuration;
}

const ownKeys = ['name', 'password', 'passwordHash', 'apiKey'];
const settingOf = new Map(Object.keys(viewSettings).map((name) => [name.toLowerCase(), name]));

type Entry = Readonly<Record<string, unknown>>;

/** Reads the users. Throws a `ConfigurationError` with all problems; none of them contains a secret. */
export function readUsersFile(path: string, environment: Environment): readonly FileUser[] {
  const problems: string[] = [];
  const users = entriesOf(path).map((entry, index) => {
    const place = typeof entry.name === 'string' && entry.name !== '' ? `user ${entry.name}` : `user ${index + 1}`;
    const complain = (problem: string): void => void problems.push(`USERS_FILE, ${place}: ${problem}`);
    return userOf(entry, environment, complain);
  });
  const names = users.flatMap((user) => (user ? [nameKey(user.name)] : []));
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    problems.push(`USERS_FILE: the name ${repeated} occurs more than once; rename one of the users.`);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return users.filter((user) => user !== undefined);
}

function entriesOf(path: string): readonly Entry[] {
  const document = parsed(path, textOf(path));
  const users = isRecord(document) ? document.users : undefined;
  if (Array.isArray(users) && users.length > 0 && users.every(isRecord)) return users;
  throw new ConfigurationError([
    'USERS_FILE needs a list `users:` with a name, a password and an apiKey for each user.',
  ]);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError([`USERS_FILE: ${fileError(path, error)}`]);
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text, { schema: 'failsafe' });
  } catch (error) {
    // The message of the parser quotes the line, which may hold a secret.
    const line = (error as { linePos?: readonly { readonly line: number }[] }).linePos?.[0]?.line;
    throw new ConfigurationError([
      `USERS_FILE: ${path} is not valid YAML${line === undefined ? '' : ` in line ${line}`}.`,
    ]);
  }
}

const isRecord = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function userOf(entry: Entry, environment: Environment, complain: (problem: string) => void): FileUser | undefined {
  const { name, password, passwordHash, apiKey } = entry;
  let isComplete = true;
  const need = (holds: boolean, problem: string): void => {
    if (holds) return;
    isComplete = false;
    complain(problem);
  };
  need(isText(name) && !name.includes(':'), 'a name without a colon is missing.');
  need(isText(apiKey), 'an apiKey is missing; make one in Immich under Account Settings > API Keys.');
  need(isText(password) !== isText(passwordHash), 'either a password or a passwordHash has to be set.');
  need(
    !isText(passwordHash) || isPasswordHash(passwordHash),
    'the passwordHash is not what the command hash-password prints.',
  );
  const own: Record<string, string> = {};
  for (const [key, value] of Object.entries(entry)) {
    if (ownKeys.includes(key)) continue;
    const setting = settingOf.get(key.toLowerCase());
    need(setting !== undefined, `${key} is not a setting of a user.`);
    if (setting !== undefined) own[setting] = settingText(value);
  }
  const configuration = configurationOf({ ...environment, ...own }, isText(apiKey) ? apiKey : 'missing', complain);
  if (!isComplete || !isText(name)) return undefined;
  const secret = isText(password) ? { password } : { passwordHash: String(passwordHash) };
  return configuration && { name, secret, configuration };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** As it is written in the environment; a list may be one of YAML too. */
const settingText = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));

/** The settings of one library. */
function configurationOf(
  environment: Environment,
  apiKey: string,
  complain: (problem: string) => void,
): Configuration | undefined {
  try {
    const { USERS_FILE: _file, ...rest } = environment;
    return parseConfiguration({ ...rest, AUTH: 'single', IMMICH_API_KEY: apiKey });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const problem of error.problems) complain(problem);
    return undefined;
  }
}
