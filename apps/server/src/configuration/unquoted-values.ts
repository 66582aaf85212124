import type { Environment, Setting } from './setting.ts';
import { type SettingName, settingNames, settings } from './settings.ts';

/** A value in quotation marks, and an optional comment. */
const quoted = /^(['"`])(?:\\\1|(?!\1).)*\1(?:\s+#.*)?$/;

/** A comment: a blank precedes it. */
const comment = /(?:^|\s)\s*#.*$/;

export interface UnquotedValues {
  /** One sentence for each credential that is truncated, or that other programs read differently. */
  readonly problems: readonly string[];
  /** These credentials as written, so that other checks do not report them as absent. */
  readonly written: Environment;
  /** One sentence for each other setting, which may be intended. */
  readonly warnings: readonly string[];
}

/**
 * Finds values in a file `.env` that are not read as written because quotation marks are missing: `#` ends a value, and Compose
 * and shells, which read the same file, expand `$`. No sentence contains a value.
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
  // If blanks belong to a value, an apparent comment may belong to it as well.
  const value = credential && verbatim ? written : written.replace(comment, '');
  return value.includes('#') || (credential === true && value.includes('$'));
}

/** The text between the name and the end of the line. The last of several assignments counts. */
function lastValue(source: string, name: SettingName): string {
  const assignment = new RegExp(String.raw`^\s*(?:export\s+)?${name}(?:[^\S\n]*=|:[^\S\n])(.*)$`, 'gm');
  return [...source.matchAll(assignment)].at(-1)?.[1]?.trim() ?? '';
}

const settingOf = (name: SettingName): Setting<unknown> => settings[name];
