import type { Environment } from './parse-configuration.ts';
import type { Setting } from './setting.ts';
import { type SettingName, settingNames, settings } from './settings.ts';

/** A whole value in quotation marks, and perhaps a comment after it. */
const quoted = /^(['"`])(?:\\\1|(?!\1).)*\1(?:\s+#.*)?$/;

/** What every reader of such files takes for a comment, because a blank precedes it. */
const comment = /(?:^|\s)\s*#.*$/;

export interface UnquotedValues {
  /** Credentials that are read in part or that other programs read otherwise, one sentence each. */
  readonly problems: readonly string[];
  /** The same credentials as they are written: other checks must not take them for absent. */
  readonly written: Environment;
  /** The same of other settings, which may be intended. */
  readonly warnings: readonly string[];
}

/**
 * Finds values in a file `.env` that are not read as they are written because quotation marks are missing: `#` ends a value, and
 * Compose and shells, which read the same file, replace `$`. No sentence holds a value.
 */
export function unquotedValues(source: string, path: string, isOverridden: (name: string) => boolean): UnquotedValues {
  const found = settingNames.filter((name) => !isOverridden(name) && isCut(source, name));
  const credentials = found.filter((name) => settingOf(name).credential);
  return {
    problems: credentials.map(
      (name) => `${name} in ${path} holds # or $ without quotation marks; write ${name}='…', in single quotes.`,
    ),
    written: Object.fromEntries(credentials.map((name) => [name, lastValue(source, name)])),
    warnings: found
      .filter((name) => !settingOf(name).credential)
      .map((name) => `${name} in ${path} ends before its #; write ${name}='…' if the # belongs to it.`),
  };
}

function isCut(source: string, name: SettingName): boolean {
  const { credential, verbatim } = settingOf(name);
  const written = lastValue(source, name);
  if (quoted.test(written)) return false;
  // Where blanks belong to a value, so may what looks like a comment.
  const value = credential && verbatim ? written : written.replace(comment, '');
  return value.includes('#') || (credential === true && value.includes('$'));
}

/** What stands after the name, up to the end of the line; of several assignments the last one counts. */
function lastValue(source: string, name: SettingName): string {
  const assignment = new RegExp(String.raw`^\s*(?:export\s+)?${name}(?:[^\S\n]*=|:[^\S\n])(.*)$`, 'gm');
  return [...source.matchAll(assignment)].at(-1)?.[1]?.trim() ?? '';
}

const settingOf = (name: SettingName): Setting<unknown> => settings[name];
