import { sortInSlices } from '../base/slices.ts';
import type { GivenName } from '../names/give-names.ts';
import { givePaths, verbatimOf } from '../names/give-paths.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';

const byAge = (a: AssetGroup, b: AssetGroup): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** Names groups from the oldest to the youngest; those that are known keep theirs. */
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
