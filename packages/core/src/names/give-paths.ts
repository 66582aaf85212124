import { eachInSlices } from '../base/slices.ts';
import type { Clock } from '../ports/clock.ts';
import { createFolderSpelling } from './folder-spelling.ts';
import type { GivenName } from './give-names.ts';
import { legalName } from './legal-name.ts';
import { createNameTable, isNameOf, type NameTable, nameKey } from './name-table.ts';

/** Something that needs a name, perhaps within others. */
export interface Pathless {
  readonly id: string;
  /** Verbatim names from the outermost; the last is its own. */
  readonly names: readonly string[];
}

/** Verbatim names in one text. */
export const verbatimOf = (names: readonly string[]): string => names.join('\n');

const segmentsOf = (path: string): readonly string[] => path.split('/');

function byDepth(all: readonly Pathless[]): readonly (readonly Pathless[])[] {
  const depths: Pathless[][] = [];
  for (const one of all) {
    depths[one.names.length] ??= [];
    depths[one.names.length]?.push(one);
  }
  return depths.filter(Boolean);
}

/**
 * Legal paths for all, by id, from the oldest to the youngest; `/` stands between names, since no legal name has one. Paths are
 * sticky, as names are in `giveNames`, except that everything is within its own parent, if that is there: the one of exactly that
 * name. Where it is not, all that are within others of the same name, in any case, are in one folder.
 */
export async function givePaths(
  fromOldest: readonly Pathless[],
  given: (id: string) => GivenName | undefined,
  turns: Pick<Clock, 'sleep'>,
): Promise<ReadonlyMap<string, string>> {
  const tables = new Map<string, NameTable>();
  const spelling = createFolderSpelling();
  const paths = new Map<string, string>();
  /** By verbatim names: several may bear the same. */
  const owners = new Map<string, string[]>();

  const before = ({ id, names }: Pathless): readonly string[] | undefined => {
    const known = given(id);
    return known?.verbatim === verbatimOf(names) ? segmentsOf(known.name) : undefined;
  };
  const tableIn = (folder: string): NameTable => {
    const table = tables.get(nameKey(folder)) ?? createNameTable();
    tables.set(nameKey(folder), table);
    return table;
  };
  const isOwn = (names: readonly string[], folder: string): boolean =>
    owners.get(verbatimOf(names))?.includes(folder) ?? true;

  /** The folder of these parents, each within its own. */
  function folderOf(parents: readonly string[]): string {
    let folder = '';
    for (const [at, name] of parents.entries()) {
      const names = parents.slice(0, at + 1);
      const plain = spelling.of(folder, legalName(name));
      folder = isOwn(names, plain) ? plain : (owners.get(verbatimOf(names))?.[0] ?? plain);
    }
    return folder;
  }
  /** The folder that it was in, unless one of its parents is elsewhere. */
  function folderKept(parents: readonly string[], segments: readonly string[]): string {
    let folder = '';
    for (const [at, segment] of segments.slice(0, -1).entries()) {
      folder = spelling.of(folder, segment);
      if (!isOwn(parents.slice(0, at + 1), folder)) return folderOf(parents);
    }
    return folder;
  }
  function settle({ id, names }: Pathless, folder: string, leaf: string): void {
    const path = spelling.of(folder, leaf);
    paths.set(id, path);
    const key = verbatimOf(names);
    owners.set(key, [...(owners.get(key) ?? []), path]);
  }

  /** What is within others may have come before them: then that decided how the case is written. */
  const spell = (one: Pathless): void => {
    before(one)?.slice(0, -1).reduce(spelling.of, '');
  };
  const keep = (one: Pathless): void => {
    const segments = before(one);
    if (!segments) return;
    const folder = folderKept(one.names.slice(0, -1), segments);
    const leaf = segments.at(-1) ?? '';
    if (isNameOf(leaf, one.names.at(-1) ?? '') && tableIn(folder).keep(leaf)) settle(one, folder, leaf);
  };
  const claim = (one: Pathless): void => {
    if (paths.has(one.id)) return;
    const folder = folderOf(one.names.slice(0, -1));
    settle(one, folder, tableIn(folder).claim(one.names.at(-1) ?? '', one.id));
  };
  await eachInSlices(fromOldest, spell, turns);
  for (const level of byDepth(fromOldest)) {
    await eachInSlices(level, keep, turns);
    await eachInSlices(level, claim, turns);
  }
  return paths;
}
