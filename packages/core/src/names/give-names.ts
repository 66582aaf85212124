import { eachInSlices } from '../base/slices.ts';
import type { Clock } from '../ports/clock.ts';
import { createNameTable, isNameOf } from './name-table.ts';

/** An asset that needs a name in its collection. */
export interface Nameless {
  readonly id: string;
  readonly verbatim: string;
}

/** A name that was given before, and the verbatim name that it was made from. */
export interface GivenName {
  readonly verbatim: string;
  readonly name: string;
}

/**
 * Gives names, by id, from the oldest asset to the newest. Names are sticky: an asset keeps its name while its verbatim name is the
 * same and today's rules allow it, and adding or removing an asset never renames another.
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
    const isReused = before?.verbatim === verbatim && isNameOf(before.name, verbatim);
    if (isReused && table.keep(before.name)) names.set(id, before.name);
  };
  const claim = ({ id, verbatim }: Nameless): void => {
    if (!names.has(id)) names.set(id, table.claim(verbatim, id));
  };
  await eachInSlices(fromOldest, keep, clock);
  await eachInSlices(fromOldest, claim, clock);
  return names;
}
