import { createDigest } from '../base/digest.ts';
import { joinName, legalName, maxNameBytes, splitExtension, utf8Length } from './legal-name.ts';

/** The names taken in one collection. */
export interface NameTable {
  /**
   * Takes and returns a free legal name. Claim in order of age, so that a later member never renames an earlier one. With `beside`, the
   * extension of a sidecar, also takes the sidecar's name, which has the same stem.
   */
  claim(verbatim: string, id: string, beside?: string): string;
  /** Takes a name that was given before, and its sidecar's; false if one of them is taken. */
  keep(name: string, beside?: string): boolean;
}

/** Key of a name: names with equal keys are the same name to Windows and macOS, which ignore case. */
export const nameKey = (name: string): string => name.toUpperCase().toLowerCase().normalize('NFC');

const suffix = (id: string, attempt: number): string => {
  const digest = createDigest();
  digest.add(attempt === 0 ? id : `${id}#${attempt}`);
  return `~${digest.hex().slice(0, 6)}`;
};

const givenSuffix = /~[0-9a-f]{6}(?=\.[^.]*$|$)/;

/** Whether today's rules make the name from a verbatim one; a name made by earlier rules must not be reused. */
export function isNameOf(name: string, verbatim: string): boolean {
  const legal = legalName(verbatim);
  return name === legal || name === joinName(splitExtension(legal), givenSuffix.exec(name)?.[0]);
}

/** The name of a sidecar: the stem with the sidecar's extension, appended if that would be the name itself. */
export function nameBeside(name: string, extension: string): string {
  const { stem } = splitExtension(name);
  return nameKey(stem + extension) === nameKey(name) ? name + extension : stem + extension;
}

/** A name with a suffix before its extension, short enough that its sidecar's name fits too. */
function withSuffix(name: string, suffixed: string, beside: string): string {
  const { stem, extension } = splitExtension(name);
  const [other, own] = [nameBeside(name, beside).slice(stem.length), extension];
  const longest = utf8Length(other) > utf8Length(own) ? other : own;
  const whole = joinName({ stem, extension: longest }, suffixed);
  return whole.slice(0, whole.length - longest.length) + own;
}

/** A table in which the first claim of a name wins; later ones get a suffix derived from their id: `IMG_0001~4f2a9c.jpg`. */
export function createNameTable(): NameTable {
  const taken = new Set<string>();
  const take = (name: string, beside?: string): boolean => {
    const names = beside === undefined ? [name] : [name, nameBeside(name, beside)];
    const keys = names.map(nameKey);
    if (keys.some((key) => taken.has(key)) || utf8Length(names[1] ?? '') > maxNameBytes) return false;
    for (const key of keys) taken.add(key);
    return true;
  };
  return {
    keep: take,
    claim(verbatim, id, beside) {
      const name = legalName(verbatim);
      if (take(name, beside)) return name;
      for (let attempt = 0; ; attempt++) {
        const candidate = withSuffix(name, suffix(id, attempt), beside ?? '');
        if (take(candidate, beside)) return candidate;
      }
    },
  };
}
