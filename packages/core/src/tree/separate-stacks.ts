import { eachInSlices, sortInSlices } from '../base/slices.ts';
import { byAge } from '../catalog/listing.ts';
import { splitExtension } from '../names/legal-name.ts';
import { createNameTable } from '../names/name-table.ts';
import type { Clock } from '../ports/clock.ts';
import type { NamedAsset } from '../ports/listing.ts';
import type { FileContext } from './file-resource.ts';

/** The assets behind the primary of a stack. */
interface Behind {
  readonly primaryId: string;
  readonly others: readonly NamedAsset[];
}

/** Members in the collection itself, and stacked ones by the name of the collection that holds them. */
export interface SeparatedStacks {
  readonly shown: readonly NamedAsset[];
  readonly stacked: ReadonlyMap<string, Behind>;
}

type Sleep = Pick<Clock, 'sleep'>;

/** Collections of stacks are named after their primaries, from the oldest, as files are. */
async function nameStacks(
  shown: readonly NamedAsset[],
  behind: ReadonlyMap<NamedAsset, readonly NamedAsset[]>,
  clock: Sleep,
): Promise<SeparatedStacks['stacked']> {
  const names = createNameTable();
  await eachInSlices(shown, ({ name }) => void names.keep(name), clock);
  const stacks = new Map<string, Behind>();
  const add = (primary: NamedAsset): void => {
    const primaryId = primary.asset.id;
    const name = names.claim(splitExtension(primary.name).stem, primaryId);
    stacks.set(name, { primaryId, others: behind.get(primary) ?? [] });
  };
  const fromOldest = await sortInSlices([...behind.keys()], (a, b) => byAge(a.asset, b.asset), clock);
  await eachInSlices(fromOldest, add, clock);
  return stacks;
}

/** Puts stacked members behind their primary. Where the primary is not among the members, they are shown. */
export async function separateStacks(
  members: readonly NamedAsset[],
  { presentation }: FileContext,
  clock: Sleep,
): Promise<SeparatedStacks> {
  const { stackChoice, stacks } = presentation;
  if (stackChoice === 'all') return { shown: members, stacked: new Map() };
  const byId = new Map<string, NamedAsset>();
  await eachInSlices(members, (member) => void byId.set(member.asset.id, member), clock);
  const behind = new Map<NamedAsset, NamedAsset[]>();
  const shown: NamedAsset[] = [];
  const put = (member: NamedAsset): void => {
    const primary = byId.get(stacks.primaryOf(member.asset.id) ?? '');
    const others = primary ? (behind.get(primary) ?? []) : shown;
    others.push(member);
    if (primary) behind.set(primary, others);
  };
  await eachInSlices(members, put, clock);
  return { shown, stacked: stackChoice === 'primary' ? new Map() : await nameStacks(shown, behind, clock) };
}
