import { createIdTable, type IdTable } from '../base/id-table.ts';
import { eachInSlices } from '../base/slices.ts';
import type { Clock } from '../ports/clock.ts';
import type { NamedAsset } from '../ports/listing.ts';
import { createLabelSets, noLabelsSet } from './label-sets.ts';

/** The labels of all assets at one moment. Labels are numbers. */
export interface LabelIndex {
  /** The number of the set of labels of an asset. */
  setOf(assetId: string): number;
  labelsOf(set: number): readonly number[];
  /** A new index in which some labels were taken from all assets, and then others given. */
  change(taken: ReadonlySet<number>, given: AsyncIterable<Given>): Promise<LabelIndex>;
}

/** A label and the assets that have it. */
export interface Given {
  readonly label: number;
  readonly members: readonly NamedAsset[];
}

export function createLabelIndex(clock: Pick<Clock, 'sleep'>): LabelIndex {
  const sets = createLabelSets();
  const indexOf = (table: IdTable): LabelIndex => ({
    setOf: (assetId) => table.get(assetId),
    labelsOf: (set) => sets.labelsOf(set),
    async change(taken, given) {
      const next = await table.replaceAll((set) => sets.without(set, taken), clock);
      for await (const { label, members } of given) {
        const give = (set: number): number => sets.with(set || noLabelsSet, label);
        await eachInSlices(members, ({ asset }) => next.change(asset.id, give), clock);
      }
      return indexOf(next);
    },
  });
  return indexOf(createIdTable());
}
