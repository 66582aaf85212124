import { eachInSlices } from '../base/slices.ts';
import type { Clock } from '../ports/clock.ts';
import type { GivenName } from './give-names.ts';
import { legalName } from './legal-name.ts';
import { createNameTable, isNameOf, type NameTable, nameKey } from './name-table.ts';

/** A group that needs a path. */
export interface Pathless {
  readonly id: string;
  /** Verbatim names of its parents, outermost first, and its own name last. */
  readonly names: readonly string[];
}

/** Verbatim names as one text. */
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

/** Spelling of paths: the first path that differs only in case decides the case of all. */
function createSpelling(): (parent: string, name: string) => string {
  const spelled = new Map<string, string>();
  return (parent, name) => {
    const wanted = parent === '' ? name : `${parent}/${name}`;
    const path = spelled.get(nameKey(wanted)) ?? wanted;
    spelled.set(nameKey(wanted), path);
    return path;
  };
}

/**
 * Gives legal paths, by id, from the oldest group to the newest; `/` separates names. Paths are sticky, as names are in `giveNames`,
 * but a group is always below the group of exactly its parent's name, if there is one. Otherwise all groups whose parents have the
 * same name, ignoring case, share a collection.
 */
export async function givePaths(
  fromOldest: readonly Pathless[],
  given: (id: string) => GivenName | undefined,
  clock: Pick<Clock, 'sleep'>,
): Promise<ReadonlyMap<string, string>> {
  const tables = new Map<string, NameTable>();
  const spell = createSpelling();
  const paths = new Map<string, string>();
  /** Paths by verbatim names; several groups may have the same names. */
  const owners = new Map<string, string[]>();

  const before = ({ id, names }: Pathless): readonly string[] | undefined => {
    const earlier = given(id);
    return earlier?.verbatim === verbatimOf(names) ? segmentsOf(earlier.name) : undefined;
  };
  const tableIn = (parent: string): NameTable => {
    const table = tables.get(nameKey(parent)) ?? createNameTable();
    tables.set(nameKey(parent), table);
    return table;
  };
  const isOwn = (names: readonly string[], parent: string): boolean =>
    owners.get(verbatimOf(names))?.includes(parent) ?? true;

  /** The path of these parents, each below its own parent. */
  function parentOf(parents: readonly string[]): string {
    let parent = '';
    for (const [at, name] of parents.entries()) {
      const names = parents.slice(0, at + 1);
      const plain = spell(parent, legalName(name));
      parent = isOwn(names, plain) ? plain : (owners.get(verbatimOf(names))?.[0] ?? plain);
    }
    return parent;
  }
  /** The parent of an earlier path, unless one of its parents has another path now. */
  function earlierParent(parents: readonly string[], segments: readonly string[]): string {
    let parent = '';
    for (const [at, segment] of segments.slice(0, -1).entries()) {
      parent = spell(parent, segment);
      if (!isOwn(parents.slice(0, at + 1), parent)) return parentOf(parents);
    }
    return parent;
  }
  function settle({ id, names }: Pathless, parent: string, leaf: string): void {
    const path = spell(parent, leaf);
    paths.set(id, path);
    const key = verbatimOf(names);
    owners.set(key, [...(owners.get(key) ?? []), path]);
  }

  /** Spells earlier paths first, because a group may be older than its parent. */
  const spellParents = (one: Pathless): void => {
    before(one)?.slice(0, -1).reduce(spell, '');
  };
  const keep = (one: Pathless): void => {
    const segments = before(one);
    if (!segments) return;
    const parent = earlierParent(one.names.slice(0, -1), segments);
    const leaf = segments.at(-1) ?? '';
    if (isNameOf(leaf, one.names.at(-1) ?? '') && tableIn(parent).keep(leaf)) settle(one, parent, leaf);
  };
  const claim = (one: Pathless): void => {
    if (paths.has(one.id)) return;
    const parent = parentOf(one.names.slice(0, -1));
    settle(one, parent, tableIn(parent).claim(one.names.at(-1) ?? '', one.id));
  };
  await eachInSlices(fromOldest, spellParents, clock);
  for (const level of byDepth(fromOldest)) {
    await eachInSlices(level, keep, clock);
    await eachInSlices(level, claim, clock);
  }
  return paths;
}
