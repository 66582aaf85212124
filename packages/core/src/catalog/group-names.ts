import { sortInSlices } from '../base/slices.ts';
import type { GivenName } from '../names/give-names.ts';
import { givePaths, verbatimOf } from '../names/give-paths.ts';
import type { AssetGroup } from '../ports/asset-group.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';

/**
 * Returns a function that gives the verbatim names of a group and of its parents, outermost first. A separator such as ` / ` splits
 * the name of an album into names; spaces around each are trimmed, and a name of separators alone stays whole.
 */
export function groupNames(separator: string | undefined): (group: AssetGroup) => readonly string[] {
  return ({ kind, name, parents = [] }) => {
    if (kind !== 'album' || !separator) return [...parents, name];
    const names = name
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    return names.length === 0 ? [name] : names;
  };
}

const byAge = (a: AssetGroup, b: AssetGroup): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** Legal paths of groups, by id, given from the oldest to the youngest. Groups of the catalog keep their paths. */
export async function nameGroups(
  groups: readonly AssetGroup[],
  catalog: Catalog,
  { namesOf, clock }: Pick<LibraryContext, 'namesOf' | 'clock'>,
): Promise<ReadonlyMap<string, string>> {
  const given = (id: string): GivenName | undefined => {
    const entry = catalog.entry(id);
    return entry && { verbatim: verbatimOf(namesOf(entry.group)), name: entry.name };
  };
  const fromOldest = await sortInSlices(groups, byAge, clock);
  const pathless = fromOldest.map((group) => ({ id: group.id, names: namesOf(group) }));
  return givePaths(pathless, given, clock);
}
