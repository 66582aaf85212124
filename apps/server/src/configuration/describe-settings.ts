import { settingNames, settings } from './settings.ts';

/** The variables as a list for `--help`. */
export function describeSettings(): string {
  return settingNames
    .map((name) => {
      const { describes, accepts, default: preset } = settings[name];
      // A lone comma or semicolon is how the table says "an empty list".
      const presetText = preset && !/^[,;]$/.test(preset) ? ` Default: ${preset}.` : '';
      return `  ${name}\n      ${describes}${presetText}\n      Accepted: ${accepts}.`;
    })
    .join('\n');
}
