import { closestMatch } from 'leven';
import { fileVariables } from './secret-files.ts';
import type { Environment } from './setting.ts';
import { settingNames } from './settings.ts';

const names: readonly string[] = [...settingNames, ...fileVariables];

/** Letters that may differ: two in a long name, one in a short one, since `STACK` may belong to another program. */
const allowedDistance = (name: string): number => (name.length < 10 ? 1 : 2);

/** A sentence for each variable that is not a setting but looks like one: `IMMICH_ULR`. */
export function unknownVariables(environment: Environment): readonly string[] {
  return Object.keys(environment)
    .filter((name) => !names.includes(name))
    .flatMap((name) => {
      const meant = nearest(name.toUpperCase()) ?? begunOrExtended(name.toUpperCase());
      if (meant !== undefined) return [`${name} is not a setting; did you mean ${meant}?`];
      // Not for IMMICH_, a prefix of Immich's own variables.
      return name.startsWith('WEBDAV_') ? [`${name} is not a setting; --help lists all of them.`] : [];
    });
}

const nearest = (name: string): string | undefined => closestMatch(name, names, { maxDistance: allowedDistance(name) });

/** `WEBDAV_USER`, `IMMICH_URL_FILE`. */
const begunOrExtended = (name: string): string | undefined =>
  /^(IMMICH|WEBDAV)_./.test(name)
    ? settingNames.find((setting) => setting.startsWith(name) || name.startsWith(`${setting}_`))
    : undefined;
