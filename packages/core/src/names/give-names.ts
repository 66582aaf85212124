import { eachInSlices } from '../base/slices.ts';
import type { Clock } from '../ports/clock.ts';
import { createNameTable, isNameOf } from './name-table.ts';

/** Something that needs a name in its collection. */
export interface Nameless {
  readonly id: string;
  readonly verbatim: string;
}

/** A name that was given before, and what it was made of. */
export interface GivenName {
  readonly verbatim: string;
  readonly name: string;
}

/**
 * Names for all, by id, from the oldest to the youngest. Who had a name keeps it as long as what it was made of is the same, and today's rules
 * allow it: no newcomer, however old, renames anybody, and nobody's leaving does.
 */
export async function giveNames(
  fromOldest: readonly Nameless[],
  given: (id: string) => GivenName | undefined,
  clock: Pick<Clock, 'sleep'>,
): Promise<ReadonlyMap<string, string>> {
  const table = createNameTable();
  const names = new Map<string, string>();
  const keep = ({ id, verbatim }: Nameless): void => {
    const before = given(id);
    const isKept = before?.verbatim === verbatim && isNameOf(before.name, verbatim);
    if (isKept && table.keep(before.name)) names.set(id, before.name);
  };
  const claim = ({ id, verbatim }: Nameless): void => {
    if (!names.has(id)) names.set(id, table.claim(verbatim, id));
  };
  await eachInSlices(fromOldest, keep, clock);
  await eachInSlices(fromOldest, claim, clock);
  return names;
}
