import { createDigest } from '../base/digest.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { CatalogEntry } from '../ports/listing.ts';

/** A person or a tag as it was read. */
export interface LabelGroup {
  /** Its number, the same as long as it is there. */
  readonly label: number;
  readonly group: AssetGroup;
  /** Another text when it gives another label, or gives it to others; none: its members are not known. */
  readonly stamp: string;
}

/** Those that were read, by group. */
export type LabelGroups = ReadonlyMap<string, LabelGroup>;

/** What is not as it was. */
export interface LabelChanges {
  readonly all: readonly LabelGroup[];
  /** Those whose members have to be read. */
  readonly changed: readonly LabelGroup[];
  /** Labels that those who have them have no more, or have to be given anew. */
  readonly taken: ReadonlySet<number>;
}

function stampOf({ group, listing }: CatalogEntry, namesOf: LibraryContext['namesOf']): string {
  const digest = createDigest();
  for (const text of [group.id, ...namesOf(group), listing?.etag ?? '']) digest.add(text);
  return digest.hex();
}

/** Holds groups as they are now against what was read. */
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
