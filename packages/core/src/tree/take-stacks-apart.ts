import { splitExtension } from '../names/legal-name.ts';
import { createNameTable } from '../names/name-table.ts';
import type { NamedAsset } from '../ports/listing.ts';
import type { FilesOf } from './asset-file.ts';

/** Members that are shown, and those that are stacked behind one of them, by the name of the folder that they get. */
export interface TakenApart {
  readonly shown: readonly NamedAsset[];
  readonly stacked: ReadonlyMap<string, readonly NamedAsset[]>;
}

/** Puts stacked members behind the one that stands for them; where that one is not there, they are shown. */
export function takeStacksApart(members: readonly NamedAsset[], { presentation }: FilesOf): TakenApart {
  const { stackChoice, stacks } = presentation;
  if (stackChoice === 'all') return { shown: members, stacked: new Map() };
  const byId = new Map(members.map((member) => [member.asset.id, member]));
  const behind = new Map<NamedAsset, NamedAsset[]>();
  const shown: NamedAsset[] = [];
  for (const member of members) {
    const primary = byId.get(stacks.primaryOf(member.asset.id) ?? '');
    if (primary) behind.set(primary, [...(behind.get(primary) ?? []), member]);
    else shown.push(member);
  }
  if (stackChoice === 'primary') return { shown, stacked: new Map() };
  const names = createNameTable();
  for (const { name } of shown) names.keep(name);
  const folderOf = ({ name, asset }: NamedAsset): string => names.claim(splitExtension(name).stem, asset.id);
  return { shown, stacked: new Map([...behind].map(([primary, others]) => [folderOf(primary), others])) };
}
