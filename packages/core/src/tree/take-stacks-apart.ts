import { eachInSlices, sortInSlices } from '../base/slices.ts';
import { byAge } from '../catalog/listing.ts';
import { splitExtension } from '../names/legal-name.ts';
import { createNameTable } from '../names/name-table.ts';
import type { Clock } from '../ports/clock.ts';
import type { NamedAsset } from '../ports/listing.ts';
import type { FilesOf } from './asset-file.ts';

/** Members that are shown, and those that are stacked behind one of them, by the name of the folder that they get. */
export interface TakenApart {
  readonly shown: readonly NamedAsset[];
  readonly stacked: ReadonlyMap<string, readonly NamedAsset[]>;
}

type Turns = Pick<Clock, 'sleep'>;
type Behind = ReadonlyMap<NamedAsset, readonly NamedAsset[]>;

/** The folders of stacks, named after the files that stand for them: from the oldest, as files are. */
async function nameFolders(shown: readonly NamedAsset[], behind: Behind, turns: Turns): Promise<TakenApart['stacked']> {
  const names = createNameTable();
  await eachInSlices(shown, ({ name }) => void names.keep(name), turns);
  const folders = new Map<string, readonly NamedAsset[]>();
  const add = (primary: NamedAsset): void => {
    const name = names.claim(splitExtension(primary.name).stem, primary.asset.id);
    folders.set(name, behind.get(primary) ?? []);
  };
  const fromOldest = await sortInSlices([...behind.keys()], (a, b) => byAge(a.asset, b.asset), turns);
  await eachInSlices(fromOldest, add, turns);
  return folders;
}

/** Puts stacked members behind the one that stands for them; where that one is not there, they are shown. */
export async function takeStacksApart(
  members: readonly NamedAsset[],
  { presentation }: FilesOf,
  turns: Turns,
): Promise<TakenApart> {
  const { stackChoice, stacks } = presentation;
  if (stackChoice === 'all') return { shown: members, stacked: new Map() };
  const byId = new Map<string, NamedAsset>();
  await eachInSlices(members, (member) => void byId.set(member.asset.id, member), turns);
  const behind = new Map<NamedAsset, NamedAsset[]>();
  const shown: NamedAsset[] = [];
  const put = (member: NamedAsset): void => {
    const primary = byId.get(stacks.primaryOf(member.asset.id) ?? '');
    const others = primary ? (behind.get(primary) ?? []) : shown;
    others.push(member);
    if (primary) behind.set(primary, others);
  };
  await eachInSlices(members, put, turns);
  return { shown, stacked: stackChoice === 'primary' ? new Map() : await nameFolders(shown, behind, turns) };
}
