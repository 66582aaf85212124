import { createDigest } from '../listing/digest.ts';
import { joinName, legalName, splitExtension } from './legal-name.ts';

/** Hands out the names of one collection. */
export interface NameTable {
  /** A legal name that nobody has yet. Claim in order of age: who comes later never renames who came before. */
  claim(verbatim: string, id: string): string;
  /** Takes a name that was given before; false when somebody has it already. */
  keep(name: string): boolean;
}

/** Two names with the same key are the same name to some client: Windows and macOS do not look at case. */
export const nameKey = (name: string): string => name.toUpperCase().toLowerCase().normalize('NFC');

const suffix = (id: string, attempt: number): string => {
  const digest = createDigest();
  digest.add(attempt === 0 ? id : `${id}#${attempt}`);
  return `~${digest.hex().slice(0, 6)}`;
};

/** The first to claim a name keeps it; others get a short suffix made of their id: `IMG_0001~4f2a9c.jpg`. */
export function createNameTable(): NameTable {
  const taken = new Set<string>();
  const take = (name: string): boolean => {
    const key = nameKey(name);
    return !taken.has(key) && taken.add(key) !== undefined;
  };
  return {
    keep: take,
    claim(verbatim, id) {
      const name = legalName(verbatim);
      if (take(name)) return name;
      const parts = splitExtension(name);
      for (let attempt = 0; ; attempt++) {
        const candidate = joinName(parts, suffix(id, attempt));
        if (take(candidate)) return candidate;
      }
    },
  };
}
