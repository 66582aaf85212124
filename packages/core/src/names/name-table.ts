import { createDigest } from '../base/digest.ts';
import { joinName, legalName, maxNameBytes, splitExtension, utf8Length } from './legal-name.ts';

/** Hands out the names of one collection. */
export interface NameTable {
  /**
   * A legal name that nobody has yet. Claim in order of age: who comes later never renames who came before. What is `beside` it,
   * told by its extension, has the same stem, and is taken with it.
   */
  claim(verbatim: string, id: string, beside?: string): string;
  /** Takes a name that was given before, with what is beside it; false when somebody has one of them already. */
  keep(name: string, beside?: string): boolean;
}

/** Two names with the same key are the same name to some client: Windows and macOS do not look at case. */
export const nameKey = (name: string): string => name.toUpperCase().toLowerCase().normalize('NFC');

const suffix = (id: string, attempt: number): string => {
  const digest = createDigest();
  digest.add(attempt === 0 ? id : `${id}#${attempt}`);
  return `~${digest.hex().slice(0, 6)}`;
};

const givenSuffix = /~[0-9a-f]{6}(?=\.[^.]*$|$)/;

/** Whether today's rules make such a name of a verbatim one; a name that earlier rules made must not be kept. */
export function isNameOf(name: string, verbatim: string): boolean {
  const legal = legalName(verbatim);
  return name === legal || name === joinName(splitExtension(legal), givenSuffix.exec(name)?.[0]);
}

/** What stands beside a name: of the same stem, unless that is the name itself. */
export function nameBeside(name: string, extension: string): string {
  const { stem } = splitExtension(name);
  return nameKey(stem + extension) === nameKey(name) ? name + extension : stem + extension;
}

/** A name with a suffix before its extension, short enough that what is beside it fits as well. */
function withSuffix(name: string, suffixed: string, beside: string): string {
  const { stem, extension } = splitExtension(name);
  const [other, own] = [nameBeside(name, beside).slice(stem.length), extension];
  const longest = utf8Length(other) > utf8Length(own) ? other : own;
  const whole = joinName({ stem, extension: longest }, suffixed);
  return whole.slice(0, whole.length - longest.length) + own;
}

/** The first to claim a name keeps it; others get a short suffix made of their id: `IMG_0001~4f2a9c.jpg`. */
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
