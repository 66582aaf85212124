import { createDigest } from '../base/digest.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { AssetGroup } from '../ports/asset-group.ts';
import type { CatalogEntry } from '../ports/listing.ts';

/** A person or a tag as of the last read. */
export interface LabelGroup {
  /** Its number, the same for as long as the group exists. */
  readonly label: number;
  readonly group: AssetGroup;
  /** Changes when its label or its members change; empty while its members are not read. */
  readonly stamp: string;
}

/** By group id. */
export type LabelGroups = ReadonlyMap<string, LabelGroup>;

/** Differences between two reads. */
export interface LabelChanges {
  readonly all: readonly LabelGroup[];
  /** Groups whose members have to be read. */
  readonly changed: readonly LabelGroup[];
  /** Labels to take from all assets, before those of changed groups are given again. */
  readonly taken: ReadonlySet<number>;
}

function stampOf({ group, listing }: CatalogEntry, namesOf: LibraryContext['namesOf']): string {
  const digest = createDigest();
  for (const text of [group.id, ...namesOf(group), listing?.etag ?? '']) digest.add(text);
  return digest.hex();
}

/** Compares groups with the last read. */
export function changesSince(
  before: LabelGroups,
  entries: readonly CatalogEntry[],
  namesOf: LibraryContext['namesOf'],
): LabelChanges {
  let last = [...before.values()].reduce((most, { label }) => Math.max(most, label), 0);
  const all = entries.map((entry): LabelGroup => {
    const label = before.get(entry.group.id)?.label ?? ++last;
    return { label, group: entry.group, stamp: stampOf(entry, namesOf) };
  });
  const isAsBefore = ({ group, stamp }: LabelGroup): boolean => before.get(group.id)?.stamp === stamp;
  const staying = new Set(all.filter(isAsBefore).map(({ label }) => label));
  const labels = [...before.values()].map(({ label }) => label);
  return {
    all,
    changed: all.filter((one) => !isAsBefore(one)),
    taken: new Set(labels.filter((label) => !staying.has(label))),
  };
}
