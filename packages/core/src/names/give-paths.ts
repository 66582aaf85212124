import { eachInSlices } from '../listing/slices.ts';
import type { Clock } from '../ports/clock.ts';
import type { GivenName } from './give-names.ts';
import { legalName } from './legal-name.ts';
import { createNameTable, type NameTable, nameKey } from './name-table.ts';

/** Something that needs a name, perhaps within others. */
export interface Pathless {
  readonly id: string;
  /** Verbatim names from the outermost; the last is its own. */
  readonly names: readonly string[];
}

/** Verbatim names in one text. */
export const verbatimOf = (names: readonly string[]): string => names.join('\n');

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const leafOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const below = (parent: string, name: string): string => (parent === '' ? name : `${parent}/${name}`);

/**
 * Legal paths for all, by id, from the oldest to the youngest; `/` stands between names, since no legal name has one. Who had a path
 * keeps it, as with `giveNames`. Two that are within the same others are in the same folder, however its case is written.
 */
export async function givePaths(
  fromOldest: readonly Pathless[],
  given: (id: string) => GivenName | undefined,
  turns: Pick<Clock, 'sleep'>,
): Promise<ReadonlyMap<string, string>> {
  const tables = new Map<string, NameTable>();
  const folders = new Map<string, string>();
  const paths = new Map<string, string>();

  const tableIn = (folder: string): NameTable => {
    const table = tables.get(nameKey(folder)) ?? createNameTable();
    tables.set(nameKey(folder), table);
    return table;
  };
  /** The folder of that path as it is written already. */
  const folderOf = (names: readonly string[]): string => {
    let folder = '';
    for (const name of names) {
      const wanted = below(folder, name);
      folder = folders.get(nameKey(wanted)) ?? wanted;
      folders.set(nameKey(folder), folder);
    }
    return folder;
  };

  /** What is within others may have come first: then that decided how the case is written. */
  const settle = (id: string, parent: string, leaf: string): void => {
    paths.set(id, folderOf([...parent.split('/').filter(Boolean), leaf]));
  };

  const keep = ({ id, names }: Pathless): void => {
    const before = given(id);
    if (before?.verbatim !== verbatimOf(names)) return;
    const parent = folderOf(parentOf(before.name).split('/').filter(Boolean));
    if (tableIn(parent).keep(leafOf(before.name))) settle(id, parent, leafOf(before.name));
  };
  const claim = ({ id, names }: Pathless): void => {
    if (paths.has(id)) return;
    const parent = folderOf(names.slice(0, -1).map(legalName));
    settle(id, parent, tableIn(parent).claim(names.at(-1) ?? '', id));
  };
  await eachInSlices(fromOldest, keep, turns);
  await eachInSlices(fromOldest, claim, turns);
  return paths;
}
