import type { Clock } from '../ports/clock.ts';
import { createNameTable } from './name-table.ts';

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

/** How many are named before other work may run: some 5 ms. */
const slice = 1000;

/**
 * Names for all, by id, from the oldest to the youngest. Who had a name keeps it as long as what it was made of is the same: no
 * newcomer, however old, renames anybody, and nobody's leaving does.
 */
export async function giveNames(
  fromOldest: readonly Nameless[],
  given: (id: string) => GivenName | undefined,
  clock: Pick<Clock, 'sleep'>,
): Promise<ReadonlyMap<string, string>> {
  const table = createNameTable();
  const names = new Map<string, string>();
  for (const { id, verbatim } of fromOldest) {
    const before = given(id);
    if (before?.verbatim === verbatim && table.keep(before.name)) names.set(id, before.name);
  }
  let done = 0;
  for (const { id, verbatim } of fromOldest) {
    if (!names.has(id)) names.set(id, table.claim(verbatim, id));
    if (++done % slice === 0) await clock.sleep(0);
  }
  return names;
}
